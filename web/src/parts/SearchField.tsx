import { useEffect, useState } from 'react';
import { TextInput } from '../ui/core.ts';
import { IconSearch } from '../ui/icons.ts';

interface Props {
  label: string;
  placeholder: string;
  /** What is searched for now. */
  value: string;
  onChange: (value: string) => void;
}

/** Typing asks once it rests. */
const REST_MS = 250;

/** A search that follows the typing. */
export function SearchField({ label, placeholder, value, onChange }: Props) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => onChange(typed.trim()), REST_MS);
    return () => clearTimeout(timer);
  });
  return (
    <TextInput
      type="search"
      label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={18} aria-hidden />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
