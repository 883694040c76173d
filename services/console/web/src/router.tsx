import { createBrowserRouter } from 'react-router';
import { Frame } from './frame/frame.tsx';
import { BrokenRoom } from './frame/broken-room.tsx';

/** One route per room; each room is a file of its own that the browser fetches when it is entered. */
export const router = createBrowserRouter([
  {
    element: <Frame />,
    errorElement: <BrokenRoom />,
    children: [
      {
        errorElement: <BrokenRoom />,
        children: [
          { index: true, lazy: async () => ({ Component: (await import('./rooms/home/home-room.tsx')).HomeRoom }) },
          {
            path: 'scenarios',
            lazy: async () => ({ Component: (await import('./rooms/scenarios/scenarios-room.tsx')).ScenariosRoom }),
          },
          {
            path: 'scenarios/:scenarioId',
            lazy: async () => ({ Component: (await import('./rooms/scenarios/scenario-room.tsx')).ScenarioRoom }),
          },
          {
            path: 'incomplete',
            lazy: async () => ({ Component: (await import('./rooms/incomplete/incomplete-room.tsx')).IncompleteRoom }),
          },
          { path: 'runs', lazy: async () => ({ Component: (await import('./rooms/runs/runs-room.tsx')).RunsRoom }) },
          {
            path: 'runs/:runId',
            lazy: async () => ({ Component: (await import('./rooms/runs/run-room.tsx')).RunRoom }),
          },
        ],
      },
    ],
  },
]);
