// The composition root of the web: language, data, addresses and notifications around the router. Not here: any screen.

import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { Locale } from '#kernel'
import { applyLocale, LocaleProvider } from './locale.tsx'
import { ToastProvider } from './parts/toast.tsx'
import type { AppRouter } from './routes.tsx'

type Props = { readonly queryClient: QueryClient; readonly router: AppRouter; readonly firstLocale: Locale }

export function App({ queryClient, router, firstLocale }: Props) {
  const [locale, setLocale] = useState(firstLocale)
  const choice = useMemo(
    () => ({
      locale,
      choose: (next: Locale) => {
        applyLocale(next)
        setLocale(next)
        void queryClient.invalidateQueries() // Texts of the API come in the language they were asked in.
      },
    }),
    [locale, queryClient],
  )
  return (
    <LocaleProvider choice={choice}>
      <QueryClientProvider client={queryClient}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </QueryClientProvider>
    </LocaleProvider>
  )
}
