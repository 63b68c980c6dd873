import mongoose, { Schema } from 'mongoose'

/** What a platform calls a picture that was uploaded to it; it may be shown on cards again and again. */
interface PictureKeyDocument {
  /** platform|app|storage key: pictures are kept by what is in them, so a key belongs to no branch. */
  _id: string
  key: string
}

const PictureKey = mongoose.model<PictureKeyDocument>(
  'PictureKey',
  new Schema<PictureKeyDocument>({ _id: String, key: String }, { collection: 'pictureKeys', versionKey: false }),
)

/** The platform's key, or undefined when the picture was never uploaded there. */
export const readPictureKey = async (id: string): Promise<string | undefined> =>
  (await PictureKey.findById(id).lean())?.key

export async function writePictureKey(id: string, key: string): Promise<void> {
  await PictureKey.updateOne({ _id: id }, { $set: { key } }, { upsert: true })
}
