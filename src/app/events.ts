import { bridge } from '../bridge/bridge.ts'
import { invalidate, queryClient } from './api.ts'
import { setLink } from './link.ts'

/** Keeps what is on show true to the service from now on. Called once, at the start. */
export function hearService(): () => void {
  return bridge.listen((event) => {
    switch (event.type) {
      case 'changed':
        invalidate(event.what)
        break
      case 'document':
        // The text that stands now is asked for whole where versions are compared.
        void queryClient.invalidateQueries({ queryKey: ['strategies.text'] })
        break
      case 'sync':
        queryClient.setQueryData(['sync.status', {}], event.status)
        void queryClient.invalidateQueries({ queryKey: ['sync.refused'] })
        break
      case 'link':
        setLink(event.up)
        break
      case 'open':
        bridge.openOutside(event.address)
        break
      case 'notice':
        void queryClient.invalidateQueries({ queryKey: ['app.state'] })
        break
    }
  })
}
