import '@mantine/core/styles/Kbd.css';
import '@mantine/core/styles/Table.css';
import './modal-styles';
import { Kbd, Modal, Table } from '@mantine/core';
import { commands, keyCap } from '../commands';

/** The `?` sheet, made from the list of commands. */
export default function KeysSheet({ onClose }: { onClose(): void }) {
  return (
    <Modal opened onClose={onClose} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Table verticalSpacing={6} withRowBorders={false}>
        <Table.Tbody>
          {commands.map((command) => (
            <Table.Tr key={command.id}>
              <Table.Td>{command.label}</Table.Td>
              <Table.Td ta="right">
                {'withCtrl' in command && <Kbd mr={4}>Ctrl</Kbd>}
                {command.keys.map((key) => (
                  <Kbd key={key} ml={4}>
                    {keyCap(key)}
                  </Kbd>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Td>Explain a figure</Table.Td>
            <Table.Td ta="right">focus or hover its name</Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Td>Walk over a cache map</Table.Td>
            <Table.Td ta="right">arrow keys</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
