/** The rooms in the order in which they stand at the side. A new room is a line here and a route in router.tsx. */
export const ROOMS = [
  { path: '/', name: 'home' },
  { path: '/scenarios', name: 'scenarios' },
  { path: '/runs', name: 'runs' },
  { path: '/incomplete', name: 'incomplete' },
] as const;
