import { type ReactNode, useEffect, useRef, useState } from 'react';
import { TextInput } from '../../ui/core.ts';
import { useWords } from '../../words/words.ts';
import './words.vi.ts';

interface Props {
  label: string;
  /** `17:15`; empty while there is none. */
  value: string;
  error?: string | undefined;
  rightSection?: ReactNode;
  size?: string;
  onChange: (time: string) => void;
}

/**
 * A clock time with 24 hours, whatever the language of the browser: `17:15`, also typed as `1715` or `17h15`. What is no time
 * stays as it was typed, and its form is not sent.
 */
export function ClockInput({ label, value, error, rightSection, size, onChange }: Props) {
  const { t } = useWords('scheduling');
  const [typed, setTyped] = useState<string>();
  const [isLeft, setLeft] = useState(false);
  // What was chosen elsewhere counts; what is no time stays as it was typed.
  const shown = typed !== undefined && value === (timeOf(typed) ?? '') ? typed : value;
  const isWrong = shown.trim() !== '' && timeOf(shown) === undefined;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.setCustomValidity(isWrong ? t('clock.wrong') : ''), [isWrong, t]);
  return (
    <TextInput
      ref={input}
      label={label}
      placeholder="05:15"
      inputMode="numeric"
      autoComplete="off"
      maw={130}
      classNames={{ input: 'digits' }}
      value={shown}
      error={isLeft && isWrong ? t('clock.wrong') : error}
      rightSection={rightSection}
      {...(size === undefined ? {} : { size })}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(timeOf(currentTarget.value) ?? '');
      }}
      onInvalid={() => setLeft(true)}
      onFocus={() => setLeft(false)}
      onBlur={() => {
        setLeft(true);
        if (value !== '') setTyped(undefined);
      }}
    />
  );
}

/** Of what was typed; undefined while it is no time. */
function timeOf(typed: string): string | undefined {
  const [, hours = '', minutes = ''] = /^\s*(\d{1,2})\s*[:.hgHG ]?\s*(\d{2})\s*$/.exec(typed) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return `${hours.padStart(2, '0')}:${minutes}`;
}
