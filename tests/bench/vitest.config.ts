import units from "../vitest.config";

/** Figures on real data, on both engines: slow, and no part of `npm test`. */
export default {
  ...units,
  test: { ...units.test, include: ["tests/bench/*.figures.ts"], testTimeout: 600_000 },
};
