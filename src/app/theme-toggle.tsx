import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconContrast } from '../ui/icons';

/** Light or dark; until someone chooses, the system's choice holds. */
export function ThemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const other = shown === 'light' ? 'dark' : 'light';
  return (
    <Tooltip label={`Switch to ${other}`} openDelay={400}>
      <ActionIcon
        variant="default"
        size="md"
        aria-label={`Switch to ${other}`}
        onClick={() => setColorScheme(other)}
      >
        <IconContrast />
      </ActionIcon>
    </Tooltip>
  );
}
