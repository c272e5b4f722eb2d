/** The package carries no types of its own. */
declare module 'nhs-number-validator' {
  /** Whether ten digits, without spaces, end in the right check digit (modulus 11). */
  export function validate(nhsNumber: string): boolean
}
