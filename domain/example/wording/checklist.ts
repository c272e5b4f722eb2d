/** What invented people write under the checklist's open question, and where they work. */

export const CHECKED_ORGANISATIONS = [
  'Example Community Trust',
  'Example Hospitals Trust',
  'Example County Council',
  'Example Primary Care Network',
  'Example Mental Health Trust',
  'Example Voluntary Action',
] as const

export const CHECKLIST_REMARKS = [
  'I could ask for ethnicity every time. I need ten minutes more in the first visit.',
  'Put the gap between areas on the first page of my report. I need the data by postcode.',
  'Meet the community groups near our clinic. A list of who they are would help.',
  'Write letters that people can read. I would like training in plain English.',
  'Book interpreters sooner. The form takes too long as it is.',
  'I sign off changes to services. I should ask who loses before I do.',
  'Hire more people from round here. Our application form puts them off.',
  'Offer evening appointments. I need two more people on the rota.',
  'Tell colleagues what we learned from complaints. A short slot each month would do.',
  'Buy more from local firms. Our rules on tenders make that hard.',
  'Help people who are not online. We have no leaflet that says how to do it by telephone.',
  'Listen more before I plan. I need somebody who knows the area to take me round.',
  'Learn how other trusts share data with the council.',
  'I do not know who our senior lead is. Tell us, and tell us what they do.',
] as const
