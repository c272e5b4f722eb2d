import { dayOf, formatDate } from '../../domain/dates.ts'

/** The words on the first sheet of a register workbook: `true` marks a heading. */
export function instructions(
  systemName: string,
  exportedAt: string,
  rows: number,
): { text: string; heading: boolean }[] {
  const heading = (text: string) => ({ text, heading: true })
  const line = (text: string) => ({ text, heading: false })
  return [
    heading(`Register of ${systemName}`),
    line(
      `This workbook holds ${rows.toLocaleString('en-GB')} actions as they stood on ${formatDate(dayOf(exportedAt))}. You can work on it without a connection and bring it back into Accord.`,
    ),
    heading('What you can change'),
    line(
      'On the Register sheet, change the white columns: Status, Confidence, Owner, Due, Progress note and Next step.',
    ),
    line('Grey columns say which action a row is about. They cannot be changed here.'),
    line(
      'Status, Confidence and Owner have a list to choose from: select the cell, then press Alt and the down arrow.',
    ),
    line(
      'Write dates like 21 Nov 2026. Empty a cell to clear what it says; a status cannot be empty.',
    ),
    line("'Not applicable' needs a reason in the progress note."),
    heading('What you may also do'),
    line(
      'Sort, filter, hide, colour and widen as you like. Add columns of your own: Accord does not read them.',
    ),
    line(
      'Delete rows you do not need. An action that is not in the workbook stays as it is in Accord.',
    ),
    line('New actions and new owners are added in Accord, not here.'),
    heading('When you are done'),
    line(
      'Save as an Excel workbook (.xlsx), without a password. In Accord, open Register and choose Import.',
    ),
    line(
      'Accord shows every change before it takes any. Where somebody changed the same cell in Accord after this workbook was made, you choose which one stands.',
    ),
    heading('Please keep out'),
    line(
      'Do not put anything about a patient in this workbook: no names, NHS numbers or dates of birth. Owners are staff: share the workbook only with those who need it.',
    ),
  ]
}
