/** What is told where nothing answers, neither a question nor the wish for a page. */
export const NOT_RUNNING =
  'Accord does not answer. It may have been closed. Open Accord again, then reload this page.'
