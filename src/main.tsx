import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { queryClient } from './app/api.ts'
import { hearService } from './app/events.ts'
import { followTheme } from './app/theme.ts'
import { fetchAllPages, router } from './shell/router.tsx'
import './ui/tokens.css'
import './ui/base.css'

// Zod would try `eval` for speed; the security policy refuses it, and the browser says so each time.
z.config({ jitless: true })
followTheme()
hearService()

/** By then the first page is on show and has its answers, in ms. */
const REST_AFTER_MS = 1500
window.setTimeout(() => void fetchAllPages(), REST_AFTER_MS)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <I18nProvider locale="en-GB">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
)
