// What the sample's people show, drawn rather than photographed: SVG of 1200 × 900, by the name a story calls it.

const times = <T>(count: number, draw: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => draw(n));

const scene = (ground: string, ...parts: string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 900" width="1200" height="900"><rect width="1200" height="900" fill="${ground}"/>${parts.join("")}</svg>`;

const circle = (x: number, y: number, r: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;

const box = (x: number, y: number, width: number, height: number, fill: string, round = 0): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}"/>`;

const line = (path: string, colour: string, width: number): string =>
  `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

const leaf = (x: number, y: number, turn: number): string =>
  `<path d="M0 0C40 -60 120 -60 150 0C120 60 40 60 0 0Z" fill="#3f8f5a" transform="translate(${x} ${y}) rotate(${turn})"/>`;

/** A balcony by night: the lamp, and nine tomatoes, of which one is red. */
const tomatoes = (): string => {
  const fruit = [...[420, 560, 300, 800, 740, 470, 880, 640, 350], ...[420, 380, 560, 400, 560, 600, 590, 620, 690]];
  return scene(
    "#1d2540",
    `<path d="M600 60L160 900H1040Z" fill="#fff4d6" opacity="0.16"/>`,
    ...times(30, (n) => circle((n * 397) % 1200, (n * 173) % 330, 2 + (n % 3), "#dfe6ff")),
    box(470, 20, 260, 44, "#f4efe4", 22),
    line("M600 780C590 640 610 480 590 300", "#2e6b43", 18),
    line(
      "M600 640C500 600 420 560 330 540M596 560C700 520 790 520 880 560M596 430C520 400 470 400 420 400",
      "#2e6b43",
      12,
    ),
    ...times(7, (n) => leaf([360, 640, 430, 600, 760, 300, 610][n] ?? 0, 330 + n * 55, n % 2 ? 18 : -160)),
    ...times(9, (n) => {
      const [x = 0, y = 0] = [fruit[n], fruit[n + 9]];
      const size = n === 8 ? 26 : 44 + (n % 3) * 6; // the smallest is called Effort
      return (
        circle(x, y, size, n === 1 ? "#e2412e" : "#8fb84a") + circle(x - size / 3, y - size / 3, size / 6, "#fff8")
      );
    }),
    box(450, 760, 300, 140, "#b8623c", 16),
    box(430, 740, 340, 44, "#c9744b", 14),
  );
};

/** A year of clouds, one a month. */
const clouds = (): string => {
  const skies = "#cfdcf2 #bcd3f0 #f3c9b0 #a9d0f5 #9cc9f2 #86bdf0 #74b2ee #f0b9a2 #a8c8e8 #c2cfe6 #51598f #d7dde8".split(
    " ",
  );
  return scene(
    "#f6f1e8",
    ...times(12, (n) => {
      const [x, y] = [40 + (n % 4) * 285, 40 + Math.floor(n / 4) * 280];
      const puffs = times(5, (k) => {
        const shift = (n * 37 + k * 53) % 40;
        return circle(x + 60 + k * 36, y + 150 - shift, 30 + ((n + k * 2) % 4) * 9, n === 10 ? "#f2b98a" : "#ffffff");
      });
      return (
        box(x, y, 265, 260, skies[n] ?? "#cfdcf2", 18) +
        puffs.join("") +
        box(x, y + 216, 265, 44, n === 10 ? "#2f3560" : "#7d9a7a")
      );
    }),
  );
};

/** Twelve knitted coats for one pair of earphones. */
const coats = (): string => {
  const wool = "#e8b04b #d1453b #7bb274 #5fa3c7 #e58fa5 #3f8f5a #f0d264 #8c6bb1 #d9743c #6b7a8f #a85c3c #b3262e".split(
    " ",
  );
  return scene(
    "#efe3d3",
    ...times(12, (n) => {
      const [x, y] = [110 + (n % 4) * 260, 90 + Math.floor(n / 4) * 270];
      const rows = times(7, (k) => {
        const stitches = "l12 12 l12 -12 ".repeat(8);
        return line(`M${x + 5} ${y + 46 + k * 22} ${stitches}`, k % 3 === n % 3 ? "#fff6e8" : "#0003", 6);
      });
      const hat =
        n === 11 ? circle(x + 100, y - 8, 22, "#ffffff") + line(`M${x + 40} ${y + 18}H${x + 160}`, "#ffffff", 20) : "";
      const melon =
        n === 5 ? circle(x + 100, y + 110, 36, "#e2574c") + line(`M${x + 70} ${y + 124}H${x + 130}`, "#26331f", 8) : "";
      return box(x, y, 200, 210, wool[n] ?? "#e8b04b", 64) + rows.join("") + hat + melon;
    }),
  );
};

/** An old router that holds one page, among books. */
const router = (): string => {
  const spines = "#b3472f #2f5d73 #d9a441 #4b6b4f #7a4a6b #c96f4a #35506b #8a7a4a #a33f4d #476e68".split(" ");
  return scene(
    "#3a2a20",
    box(0, 690, 1200, 34, "#8a5a3a"),
    ...times(10, (n) =>
      box(40 + n * 62, 240 + ((n * 67) % 150), 54, 450 - ((n * 67) % 150), spines[n] ?? "#b3472f", 6),
    ),
    box(740, 520, 380, 170, "#f3efe6", 26),
    line("M800 520L770 300M1060 520L1090 300", "#e2dccd", 20),
    ...times(4, (n) => circle(800 + n * 46, 620, 11, n === 3 ? "#ff8a3c" : "#61c27a")),
    line("M880 430C905 400 955 400 980 430M850 395C890 345 970 345 1010 395", "#ffcf8a", 12),
    box(150, 760, 520, 110, "#fff8ea", 10),
    line("M185 800H560M185 835H450", "#b9a88f", 12),
  );
};

/** A home's four widgets: who fetches, who cooks, who washes up, how long till the weekend. */
const widgets = (): string =>
  scene(
    "#dfe5ea",
    box(350, 40, 500, 820, "#1b1f24", 64),
    box(372, 62, 456, 776, "#f7f3ec", 46),
    box(400, 130, 192, 192, "#ffe1cc", 32),
    box(608, 130, 192, 192, "#d9ecdf", 32),
    box(400, 338, 400, 192, "#e2e6fb", 32),
    box(400, 546, 400, 192, "#fdf0c9", 32),
    circle(496, 210, 40, "#ff6900"),
    line("M440 290H552", "#b5744a", 12),
    line("M650 250C650 190 758 190 758 250ZM704 190V172", "#3f8f5a", 14),
    ...times(5, (n) => box(430 + n * 70, 380, 50, 110, n < 3 ? "#5b67c7" : "#c3c9f2", 12)),
    ...times(7, (n) => circle(440 + n * 53, 642, 20, n < 5 ? "#d6a419" : "#ff6900")),
    box(520, 786, 160, 12, "#1b1f24", 6),
  );

/** Cables, each tied and labelled at last. */
const cables = (): string => {
  const colours = "#e2574c #ff8a3c #e8b04b #5fa36f #4f93c0 #7a6bb8 #3b4350".split(" ");
  return scene(
    "#e9e4da",
    box(0, 760, 1200, 140, "#c9b79c"),
    ...colours.map((colour, n) => {
      const x = 90 + n * 160;
      const path = `M${x} 80C${x + 160} 260 ${x - 190} 420 ${x + 40} 600S${x + 20} 740 ${x} 800`;
      const clip = box(x - 62, 410 + (n % 3) * 60, 124, 62, "#fffdf6", 10);
      return (
        line(path, colour, 26) +
        clip +
        line(`M${x - 38} ${441 + (n % 3) * 60}h${40 + (n % 4) * 10}`, "#9a8f7c", 9) +
        box(x - 40, 780, 80, 70, "#2c3138", 10)
      );
    }),
  );
};

/** Every picture a story can name. */
export const DRAWINGS: Readonly<Record<string, () => string>> = { tomatoes, clouds, coats, router, widgets, cables };
