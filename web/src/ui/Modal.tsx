import { Modal as MantineModal, type ModalProps } from '@mantine/core';
import { useFocusBack } from './use-focus-back.ts';

/** Also gives the focus back when it goes at once with what is around it, as Mantine does not. */
export function Modal(props: ModalProps) {
  useFocusBack(props.opened);
  return <MantineModal returnFocus={false} {...props} />;
}
