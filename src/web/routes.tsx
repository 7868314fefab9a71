// Every address of the web and the screen behind it, each loaded when first asked for. Not here: what a screen shows.
import type { QueryClient } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { askFirst } from './law/ask-server.ts'
import { root, routerOver, type Search } from './router.tsx'

/** `ask` begins what the address asks while the screen is still on its way; nothing waits for it. */
const screen = <Path extends string>(
  path: Path,
  component: ReturnType<typeof lazyRouteComponent>,
  ask?: (client: QueryClient, search: Search) => void,
) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component,
    loaderDeps: ({ search }) => search,
    loader: ({ context, deps, preload }) => (preload ? ask?.(context.queryClient, deps) : undefined), // Once, by main.tsx.
  })

const tree = root.addChildren([
  screen(
    '/',
    lazyRouteComponent(() => import('./platform/start-screen.tsx'), 'StartScreen'),
  ),
  screen(
    '/waiting/$kind',
    lazyRouteComponent(() => import('./platform/work-list-screen.tsx'), 'WorkListScreen'),
  ),
  screen(
    '/login',
    lazyRouteComponent(() => import('./platform/login-screen.tsx'), 'LoginScreen'),
  ),
  screen(
    '/profile',
    lazyRouteComponent(() => import('./platform/profile-screen.tsx'), 'ProfileScreen'),
  ),
  screen(
    '/programs',
    lazyRouteComponent(() => import('./platform/programs/programs-screen.tsx'), 'ProgramsScreen'),
  ),
  screen(
    '/denials',
    lazyRouteComponent(() => import('./platform/denials-screen.tsx'), 'DenialsScreen'),
  ),
  screen(
    '/denials/rules',
    lazyRouteComponent(() => import('./platform/rules-screen.tsx'), 'RulesScreen'),
  ),
  screen(
    '/substances',
    lazyRouteComponent(() => import('./law/check-screen.tsx'), 'CheckScreen'),
    askFirst,
  ),
  screen(
    '/law/lists',
    lazyRouteComponent(() => import('./law/lists/lists-screen.tsx'), 'ListsScreen'),
  ),
  screen(
    '/law/compare',
    lazyRouteComponent(() => import('./law/compare/compare-screen.tsx'), 'CompareScreen'),
  ),
  screen(
    '/ask',
    lazyRouteComponent(() => import('./law/ask/ask-screen.tsx'), 'AskScreen'),
  ),
  screen(
    '/ask/medicines',
    lazyRouteComponent(() => import('./law/ask/medicines-screen.tsx'), 'MedicinesScreen'),
  ),
  screen(
    '/experts',
    lazyRouteComponent(() => import('./law/experts/experts-screen.tsx'), 'ExpertsScreen'),
  ),
  screen(
    '/experts/new',
    lazyRouteComponent(() => import('./law/experts/new-screen.tsx'), 'NewExpertScreen'),
  ),
  screen(
    '/experts/$expertDecisionId',
    lazyRouteComponent(() => import('./law/experts/expert-screen.tsx'), 'ExpertScreen'),
  ),
  screen(
    '/substances/batch',
    lazyRouteComponent(() => import('./law/batch/batch-check-screen.tsx'), 'BatchCheckScreen'),
  ),
  screen(
    '/exemptions',
    lazyRouteComponent(() => import('./licensing/exemptions-screen.tsx'), 'ExemptionsScreen'),
  ),
  screen(
    '/places',
    lazyRouteComponent(() => import('./licensing/places-screen.tsx'), 'PlacesScreen'),
  ),
  screen(
    '/exemptions/$exemptionId',
    lazyRouteComponent(() => import('./licensing/exemption-screen.tsx'), 'ExemptionScreen'),
  ),
  screen(
    '/verify',
    lazyRouteComponent(() => import('./platform/verify-screen.tsx'), 'VerifyScreen'),
  ),
  screen(
    '/batches',
    lazyRouteComponent(() => import('./chain/batches-screen.tsx'), 'BatchesScreen'),
  ),
  screen(
    '/batches/$batchId',
    lazyRouteComponent(() => import('./chain/batch-screen.tsx'), 'BatchScreen'),
  ),
  screen(
    '/count',
    lazyRouteComponent(() => import('./chain/count/count-screen.tsx'), 'CountScreen'),
  ),
  screen(
    '/differences',
    lazyRouteComponent(() => import('./chain/count/differences-screen.tsx'), 'DifferencesScreen'),
  ),
  screen(
    '/contents',
    lazyRouteComponent(() => import('./chain/standing/contents-screen.tsx'), 'ContentsScreen'),
  ),
  screen(
    '/books',
    lazyRouteComponent(() => import('./chain/book/books-screen.tsx'), 'BooksScreen'),
  ),
  screen(
    '/books/read',
    lazyRouteComponent(() => import('./chain/book/book-screen.tsx'), 'BookScreen'),
  ),
  screen(
    '/batches/$batchId/release',
    lazyRouteComponent(() => import('./chain/quality/release-screen.tsx'), 'ReleaseScreen'),
  ),
  screen(
    '/bench',
    lazyRouteComponent(() => import('./chain/quality/bench-screen.tsx'), 'BenchScreen'),
  ),
  screen(
    '/retention',
    lazyRouteComponent(() => import('./chain/retention/retention-screen.tsx'), 'RetentionScreen'),
  ),
  screen(
    '/quality',
    lazyRouteComponent(() => import('./chain/quality/quality-screen.tsx'), 'QualityScreen'),
  ),
  screen(
    '/quality/order',
    lazyRouteComponent(() => import('./chain/quality/new-order-screen.tsx'), 'NewOrderScreen'),
  ),
  screen(
    '/quality/orders/$qualityId',
    lazyRouteComponent(() => import('./chain/quality/order-screen.tsx'), 'OrderScreen'),
  ),
  screen(
    '/quality/cases/$qualityId',
    lazyRouteComponent(() => import('./chain/quality/case-screen.tsx'), 'CaseScreen'),
  ),
  screen(
    '/quality/stability',
    lazyRouteComponent(() => import('./chain/stability/studies-screen.tsx'), 'StudiesScreen'),
  ),
  screen(
    '/quality/stability/new',
    lazyRouteComponent(() => import('./chain/stability/new-study-screen.tsx'), 'NewStudyScreen'),
  ),
  screen(
    '/quality/stability/$qualityId',
    lazyRouteComponent(() => import('./chain/stability/study-screen.tsx'), 'StudyScreen'),
  ),
  screen(
    '/certificates/$number',
    lazyRouteComponent(() => import('./chain/quality/certificate-screen.tsx'), 'CertificateScreen'),
  ),
  screen(
    '/events',
    lazyRouteComponent(() => import('./chain/events-screen.tsx'), 'EventsScreen'),
  ),
  screen(
    '/holders/$partyId',
    lazyRouteComponent(() => import('./chain/holder/holder-screen.tsx'), 'HolderScreen'),
  ),
  screen(
    '/composition',
    lazyRouteComponent(() => import('./chain/composition/composition-screen.tsx'), 'CompositionScreen'),
  ),
  screen(
    '/events/$eventId',
    lazyRouteComponent(() => import('./chain/event-screen.tsx'), 'EventScreen'),
  ),
  screen(
    '/shipments',
    lazyRouteComponent(() => import('./chain/shipments/shipments-screen.tsx'), 'ShipmentsScreen'),
  ),
  screen(
    '/shipments/$shipmentId',
    lazyRouteComponent(() => import('./chain/shipment-screen.tsx'), 'ShipmentScreen'),
  ),
  screen(
    '/orders',
    lazyRouteComponent(() => import('./chain/orders/orders-screen.tsx'), 'OrdersScreen'),
  ),
  screen(
    '/orders/new',
    lazyRouteComponent(() => import('./chain/orders/new-order-form-screen.tsx'), 'NewOrderFormScreen'),
  ),
  screen(
    '/orders/$number',
    lazyRouteComponent(() => import('./chain/orders/order-form-screen.tsx'), 'OrderFormScreen'),
  ),
  screen(
    '/record',
    lazyRouteComponent(() => import('./chain/record/record-screen.tsx'), 'RecordScreen'),
  ),
  screen(
    '/day',
    lazyRouteComponent(() => import('./chain/day/day-screen.tsx'), 'DayScreen'),
  ),
  screen(
    '/rooms',
    lazyRouteComponent(() => import('./chain/rooms/rooms-screen.tsx'), 'RoomsScreen'),
  ),
  screen(
    '/rooms/$premisesId',
    lazyRouteComponent(() => import('./chain/rooms/room-screen.tsx'), 'RoomScreen'),
  ),
  screen(
    '/national',
    lazyRouteComponent(() => import('./chain/picture/national-screen.tsx'), 'NationalScreen'),
  ),
  screen(
    '/flow',
    lazyRouteComponent(() => import('./chain/picture/flow-screen.tsx'), 'FlowScreen'),
  ),
  screen(
    '/ledger',
    lazyRouteComponent(() => import('./chain/picture/ledger-screen.tsx'), 'LedgerScreen'),
  ),
  screen(
    '/ledger/$accountId',
    lazyRouteComponent(() => import('./chain/picture/account-screen.tsx'), 'AccountScreen'),
  ),
  screen(
    '/recalls',
    lazyRouteComponent(() => import('./chain/recall/recalls-screen.tsx'), 'RecallsScreen'),
  ),
  screen(
    '/recalls/drill',
    lazyRouteComponent(() => import('./chain/recall/drill-screen.tsx'), 'DrillScreen'),
  ),
  screen(
    '/recalls/programs',
    lazyRouteComponent(() => import('./chain/recall/programs-screen.tsx'), 'RecallProgramsScreen'),
  ),
  screen(
    '/recalls/own/$recallId',
    lazyRouteComponent(() => import('./chain/recall/own-drill-screen.tsx'), 'OwnDrillScreen'),
  ),
  screen(
    '/recalls/$recallId',
    lazyRouteComponent(() => import('./chain/recall/cockpit-screen.tsx'), 'CockpitScreen'),
  ),
  screen(
    '/recall-notices/$recallId',
    lazyRouteComponent(() => import('./chain/recall/notice-screen.tsx'), 'NoticeScreen'),
  ),
  screen(
    '/import',
    lazyRouteComponent(() => import('./chain/import/import-screen.tsx'), 'ImportScreen'),
  ),
  screen(
    '/epcis',
    lazyRouteComponent(() => import('./chain/epcis/epcis-screen.tsx'), 'EpcisScreen'),
  ),
  screen(
    '/reference',
    lazyRouteComponent(() => import('./reference/reference-screen.tsx'), 'ReferenceScreen'),
  ),
  screen(
    '/quality/appointments',
    lazyRouteComponent(() => import('./chain/quality/appointments-screen.tsx'), 'AppointmentsScreen'),
  ),
  screen(
    '/kit',
    lazyRouteComponent(() => import('./kit/kit-screen.tsx'), 'KitScreen'),
  ),
])

export const openRouter = (queryClient: QueryClient) => routerOver(tree, queryClient)

export type AppRouter = ReturnType<typeof openRouter>

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter
  }
}
