import type { Publication } from './tree.ts'

/** The sign by which a file of invented data is known again, whatever format it is in. */
export const INVENTED_SIGN = 'Example data, invented by Accord'

/** What every page says. */
export const INVENTED_SENTENCE = `${INVENTED_SIGN}. None of it is real.`

/** Begins the name of each file. */
export const INVENTED_NAME = 'Example data'

/** The publication with the sign on every page and among the properties of its file. */
export function signInvented(publication: Publication): Publication {
  const { meta } = publication
  return {
    ...publication,
    everyPage: INVENTED_SENTENCE,
    meta: { ...meta, keywords: [INVENTED_SIGN, ...(meta?.keywords ?? [])] },
  }
}
