import {
  Button as AriaButton,
  UNSTABLE_Toast as AriaToast,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components'
import './toast.css'

export interface ToastMessage {
  /** One or two plain sentences. */
  text: string
  level?: 'information' | 'warning' | 'problem'
  action?: { label: string; run: () => unknown }
  /** Takes the place of the last one of the same kind, so that quick work leaves no pile. */
  kind?: 'written'
}

const SHOWN_FOR_MS = 6000
const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 })

/** Says something that just happened, at the foot of the window. A problem stays until closed. */
export function toast(message: ToastMessage): void {
  const before =
    message.kind && queue.visibleToasts.find(({ content }) => content.kind === message.kind)
  if (before) queue.close(before.key)
  queue.add(message, message.level === 'problem' ? {} : { timeout: SHOWN_FOR_MS })
}

/** Where toasts appear; stands once in the shell. F6 moves the focus there. */
export function Toasts() {
  return (
    <ToastRegion queue={queue} className="toasts" aria-label="Messages">
      {({ toast: { content, key, ...rest } }) => (
        <AriaToast
          toast={{ content, key, ...rest }}
          className={`toast toast-${content.level ?? 'information'}`}
        >
          <ToastContent className="toast-text">
            <Text slot="title">{content.text}</Text>
          </ToastContent>
          {content.action && (
            <AriaButton
              className="toast-action"
              onPress={() => {
                content.action?.run()
                queue.close(key)
              }}
            >
              {content.action.label}
            </AriaButton>
          )}
          <AriaButton slot="close" className="toast-close" aria-label="Close message">
            ×
          </AriaButton>
        </AriaToast>
      )}
    </ToastRegion>
  )
}
