import { useEffect, useSyncExternalStore } from 'react';
import { type Confirmation, OutboxSender } from '../api/outbox-sender.ts';
import { isUnsent, outbox, type Tap } from '../api/outbox.ts';

type SentListener = (tap: Tap, confirmation: Confirmation | undefined) => void;

const listeners = new Set<SentListener>();
let sender: OutboxSender | undefined;

/** Told of each confirmation that the service has answered, before it leaves the outbox; undefined when it was refused. */
export function onConfirmationSent(listener: SentListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Sends the confirmations of whoever is signed in: when they are ripe, when the network returns, when the page is left. */
export function useSending(personId: string): void {
  useEffect(() => {
    const current = new OutboxSender(personId, (tap, confirmation) => {
      for (const listener of listeners) listener(tap, confirmation);
    });
    sender = current;
    const run = () => void current.run();
    const onVisibility = () => void (document.hidden ? current.flush() : current.run());
    const flush = () => void current.flush();
    const unsubscribe = outbox.subscribeToAdded(run);
    globalThis.addEventListener('online', run);
    globalThis.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', onVisibility);
    run();
    return () => {
      current.end();
      unsubscribe();
      globalThis.removeEventListener('online', run);
      globalThis.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [personId]);
}

/** Sends what can be sent, without waiting for its time. */
export const sendNow = async (): Promise<void> => sender?.flush();

/** What this person said and the service does not know yet. */
export const useUnsent = (personId: string): readonly Tap[] => unsentAmong(useTaps(), personId);

/** The same, at this moment. */
export const unsentOf = (personId: string): readonly Tap[] => unsentAmong(outbox.current(), personId);

const unsentAmong = (taps: readonly Tap[], personId: string): readonly Tap[] =>
  taps.filter((tap) => tap.personId === personId && isUnsent(tap));

/** All that is in the outbox, also of other people who were signed in on this machine. */
export const useTaps = (): readonly Tap[] => useSyncExternalStore(outbox.subscribe, outbox.current);
