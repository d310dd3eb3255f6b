/** Of a dialog with what is shown only once: neither Esc nor a press beside it closes it, only its own button. */
export const HELD_DIALOG = {
  closeOnEscape: false,
  closeOnClickOutside: false,
  withCloseButton: false,
  onClose: () => undefined,
} as const;
