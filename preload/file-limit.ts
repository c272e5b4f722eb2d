/** Most bytes of one file. More than any importer takes, so that it can say so in its own words. */
export const FILE_LIMIT = 300 * 1024 * 1024

export const FILE_TOO_LARGE =
  'This file is larger than 300 MB, which is more than Accord can take in. Choose a smaller file.'
