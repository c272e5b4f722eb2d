/** Why an archive is not read, in words that follow the file's name. */
export class BadArchive extends Error {
  override name = 'BadArchive'
}
