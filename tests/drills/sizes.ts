const isLong = process.env.CANYU_DRILLS === "long";

/** How much is drilled: little with `npm test`, as long as it takes with `npm run drill`. */
export const SIZES = isLong
  ? {
      kills: 300,
      recountEvery: 25,
      reactionKills: 30,
      fills: 5,
      cuts: 60,
      restarts: 10,
      clockMoves: 30,
      handovers: 5,
      backups: 10,
      soakMinutes: 30,
      warmUpMinutes: 10, // each of a dozen threads has room of its own, as much as its largest picture or page ever took
      people: 20,
    }
  : {
      kills: 5,
      recountEvery: 5,
      reactionKills: 1,
      fills: 1,
      cuts: 5,
      restarts: 1,
      clockMoves: 3,
      handovers: 1,
      backups: 1,
      soakMinutes: 0.25,
      warmUpMinutes: 0.1,
      people: 8,
    };

export const MINUTE_MS = 60_000;
