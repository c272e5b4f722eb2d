/** Names of the messages between the page's bridge and the desktop's main process. */
export const CHANNELS = {
  call: 'accord:call',
  takeIn: 'accord:take-in',
  keep: 'accord:keep',
  openOutside: 'accord:open-outside',
  event: 'accord:event',
} as const
