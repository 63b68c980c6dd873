/**
 * The attributes each object of a JSON 2.0 card knows, taken from the platform's own samples. An attribute that isn't
 * here is an error in 2.0 (it was ignored in 1.0). Tags without an entry are known, but their samples weren't at hand.
 * https://open.feishu.cn/document/feishu-cards/card-json-v2-breaking-changes-release-notes
 */
const everywhere = ['tag', 'element_id']
const component = [...everywhere, 'margin']
const interactive = [...component, 'name', 'disabled', 'disabled_tips', 'hover_tips', 'behaviors', 'confirm', 'width']
const input = [...interactive, 'required', 'placeholder', 'value']
const layout = ['direction', 'padding', 'vertical_spacing', 'horizontal_spacing', 'vertical_align', 'horizontal_align']
const text = [...everywhere, 'content', 'i18n_content', 'text_size', 'text_color', 'text_align', 'lines', 'icon']

export const attributesByTag: Readonly<Record<string, readonly string[] | undefined>> = {
  plain_text: text,
  lark_md: text,
  standard_icon: ['tag', 'token', 'color', 'img_key', 'size'],
  custom_icon: ['tag', 'img_key', 'size'],
  text_tag: [...everywhere, 'text', 'color'],
  markdown: [...component, 'content', 'i18n_content', 'text_size', 'text_align', 'icon'],
  div: [...component, 'text', 'icon', 'width'],
  hr: component,
  img: [
    ...component,
    ...['img_key', 'alt', 'title', 'corner_radius', 'scale_type', 'size', 'transparent', 'preview', 'mode'],
    ...['custom_width', 'compact_width'],
  ],
  button: [...interactive, 'type', 'size', 'text', 'icon', 'required', 'value', 'form_action_type'],
  input: [
    ...input,
    ...['default_value', 'max_length', 'input_type', 'rows', 'auto_resize', 'max_rows', 'show_icon', 'label'],
    'label_position',
  ],
  select_static: [...input, 'type', 'options', 'initial_option', 'initial_index'],
  select_person: [...input, 'type', 'options', 'initial_option'],
  multi_select_static: [...input, 'type', 'options', 'selected_values'],
  multi_select_person: [...input, 'type', 'options', 'selected_values'],
  date_picker: [...input, 'initial_date'],
  picker_time: [...input, 'initial_time'],
  picker_datetime: [...input, 'initial_datetime'],
  checker: [...interactive, 'checked', 'text', 'overall_checkable', 'button_area', 'checked_style', 'padding'],
  column_set: [
    ...component,
    'horizontal_spacing',
    'horizontal_align',
    'flex_mode',
    'background_style',
    'action',
    'columns',
  ],
  column: [...component, ...layout, 'background_style', 'width', 'weight', 'action', 'elements'],
  collapsible_panel: [...component, ...layout, 'expanded', 'background_color', 'header', 'border', 'elements'],
  form: [...component, ...layout, 'name', 'elements'],
  table: [
    ...component,
    ...['page_size', 'row_height', 'row_max_height', 'freeze_first_column', 'header_style', 'columns', 'rows'],
  ],
  chart: [...component, 'aspect_ratio', 'color_theme', 'chart_spec', 'preview', 'height'],
}

/** Known in 2.0, attributes not listed here. */
export const otherTags: ReadonlySet<string> = new Set([
  'overflow',
  'interactive_container',
  'person',
  'person_list',
  'select_img',
  'audio',
  'img_combination',
])

/** Untagged objects by their place in the card. */
export const attributesByPlace = {
  root: ['schema', 'config', 'card_link', 'header', 'body'],
  config: [
    ...['streaming_mode', 'streaming_config', 'summary', 'locales', 'enable_forward', 'update_multi', 'width_mode'],
    ...['use_custom_translation', 'enable_forward_interaction', 'style'],
  ],
  header: ['title', 'subtitle', 'text_tag_list', 'i18n_text_tag_list', 'template', 'icon', 'padding'],
  body: [...layout, 'elements'],
  confirm: ['title', 'text'],
  callback: ['type', 'value'],
  open_url: ['type', 'default_url', 'android_url', 'ios_url', 'pc_url'],
  option: ['text', 'value', 'icon'],
  tableColumn: [
    ...['name', 'display_name', 'width', 'data_type', 'vertical_align', 'horizontal_align', 'format', 'date_format'],
  ],
} as const satisfies Record<string, readonly string[]>

export const headerTemplates: ReadonlySet<string> = new Set([
  ...['blue', 'wathet', 'turquoise', 'green', 'yellow', 'orange', 'red', 'carmine', 'violet', 'purple', 'indigo'],
  ...['grey', 'default'],
])

/** What a person can fill in or tap; each needs a name of its own inside a form. */
export const interactiveTags: ReadonlySet<string> = new Set([
  ...['button', 'input', 'select_static', 'select_person', 'multi_select_static', 'multi_select_person'],
  ...['date_picker', 'picker_time', 'picker_datetime', 'checker', 'select_img', 'overflow'],
])

export const containerTags: ReadonlySet<string> = new Set([
  'form',
  'column_set',
  'collapsible_panel',
  'interactive_container',
])
