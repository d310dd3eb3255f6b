/** Whether the service answers, and since when it does not: what the head of every page shows. */
interface ConnectionState {
  isLost: boolean;
  /** When the service answered last, in milliseconds since 1970; undefined before its first answer. */
  answeredAt: number | undefined;
}

type Listener = () => void;

class Connection {
  private state: ConnectionState = { isLost: !navigator.onLine, answeredAt: undefined };
  private readonly listeners = new Set<Listener>();

  constructor() {
    globalThis.addEventListener('offline', () => this.failed());
    globalThis.addEventListener('online', () => this.change({ ...this.state, isLost: false }));
  }

  answered(): void {
    this.change({ isLost: false, answeredAt: Date.now() });
  }

  failed(): void {
    this.change({ ...this.state, isLost: true });
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): ConnectionState => this.state;

  private change(state: ConnectionState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

export const connection = new Connection();
