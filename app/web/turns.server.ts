type Take = <T>(who: string, work: () => Promise<T>) => Promise<T>;

interface Line {
  running: number;
  waiting: Array<() => void>;
}

/** Has at most so many of each work at once; the others wait for their turn, in the order they came. */
export function inTurns(most: number): Take {
  const lines = new Map<string, Line>();

  function leave(who: string, line: Line): void {
    const next = line.waiting.shift();
    if (!next) line.running--;
    else next(); // takes over the place
    if (line.running === 0) lines.delete(who);
  }

  return async (who, work) => {
    const line = lines.get(who) ?? { running: 0, waiting: [] };
    lines.set(who, line);
    if (line.running < most) line.running++;
    else await new Promise<void>((resolve) => line.waiting.push(resolve));
    try {
      return await work();
    } finally {
      leave(who, line);
    }
  };
}
