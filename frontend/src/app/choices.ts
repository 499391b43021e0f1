/** Save choices that the screen shows before the server has answered. */

export interface Saving<T, P> {
  /**
   * Show a choice, and save it with `send`, which returns the values that the server has now, or null if the server
   * does not say. If `send` fails, take this choice back, and throw its error.
   */
  choose: (choice: P, send: () => Promise<T | null>) => Promise<void>;
  /** True while a choice has no answer yet. */
  isSaving: () => boolean;
}

/**
 * Start from the values that the server has. `show` gets what the screen has to show: the server's values, with the
 * choices over them that have no answer yet. `merge` puts one choice over values.
 */
export function choices<T, P>(saved: T, merge: (values: T, choice: P) => T, show: (values: T) => void): Saving<T, P> {
  let server = saved;
  const waiting: { choice: P; isSaved: boolean }[] = [];
  const showAll = () => show(waiting.reduce((values, { choice }) => merge(values, choice), server));
  return {
    isSaving: () => waiting.length > 0,
    choose: async (choice, send) => {
      const own = { choice, isSaved: false };
      waiting.push(own);
      showAll();
      try {
        const values = await send();
        server = values ?? server;
        own.isSaved = values === null;
      } finally {
        if (!own.isSaved) waiting.splice(waiting.indexOf(own), 1);
        // In the order of the choices, whatever the order of the answers.
        for (; waiting[0]?.isSaved; waiting.shift()) server = merge(server, waiting[0].choice);
        showAll();
      }
    },
  };
}
