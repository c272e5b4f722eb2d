import { bridge } from '../bridge/bridge.ts'
import { invalidateTables, invalidateWhere, queryClient } from './api.ts'

/** Keeps what is on show true to the service from now on. Called once, at the start. */
export function hearService(): () => void {
  return bridge.listen((event) => {
    switch (event.type) {
      case 'changed':
        // Another record may be open now: nothing shown can be relied on.
        if (event.tables.includes('record')) invalidateWhere()
        else invalidateTables(event.tables)
        break
      case 'document':
        // The text that stands now is asked for whole where versions are compared.
        void queryClient.invalidateQueries({ queryKey: ['strategies.text'] })
        break
      case 'sync':
        queryClient.setQueryData(['sync.status', {}], event.status)
        void queryClient.invalidateQueries({ queryKey: ['sync.refused'] })
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
