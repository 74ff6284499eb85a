import { digits, type Library } from './library';

const ms = (value: number | 'never'): string => (value === 'never' ? 'Infinity' : digits(value));

/** TanStack Query for JavaScript, version 5: its options are the settings of the query cache. */
export const tanstackQuery: Library = {
  name: 'tanstack-query',
  label: 'TanStack Query',
  file: 'query-client.mjs',
  comment: '//',
  cache: 'query',
  says: 'The query cache for TanStack Query 5.',
  write: ({ staleTime, gcTime, retry, refetchOnWindowFocus }) => ({
    code: [
      "import { QueryClient } from '@tanstack/react-query';",
      '',
      'export const queryClient = new QueryClient({',
      '  defaultOptions: {',
      '    queries: {',
      `      staleTime: ${ms(staleTime)},`,
      `      gcTime: ${ms(gcTime)},`,
      `      retry: ${retry},`,
      `      refetchOnWindowFocus: ${refetchOnWindowFocus},`,
      '    },',
      '  },',
      '});',
    ].join('\n'),
    expressed: ['staleTime', 'gcTime', 'retry', 'refetchOnWindowFocus'],
  }),
};
