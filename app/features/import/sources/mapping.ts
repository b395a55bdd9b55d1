/** What a column of a table may say of an idea, by the names of the exchange line, in the order a form lists them. */
export const MAPPED = [
  "title",
  "body",
  "author",
  "created_at",
  "source_id",
  "board",
  "status",
  "tags",
  "supporters",
  "imported_support",
  "imported_objections",
  "answer",
] as const;
export type MappedField = (typeof MAPPED)[number];

/** Which columns say what: of several, the first that isn't empty in a row. */
export type ColumnMap = Partial<Record<MappedField, string[]>>;

export const isMapped = (name: string): name is MappedField => MAPPED.some((known) => known === name);

// As trackers and forums call them, in the languages they do. Compared without case, marks and accents.
const NAMES: Record<MappedField, readonly string[]> = {
  title: ["title", "titulo", "titol", "titre", "titel", "titolo", "subject", "summary", "name", "标题", "标題", "主题"],
  body: [
    "body",
    "text",
    "description",
    "details",
    "content",
    "problem",
    "idea",
    "descripcion",
    "descripcio",
    "cos",
    "cuerpo",
    "beschreibung",
    "内容",
    "正文",
    "描述",
    "問題",
    "问题",
  ],
  author: [
    "author",
    "authors",
    "author name",
    "authors nicknames",
    "creator",
    "created by",
    "user",
    "username",
    "autor",
    "auteur",
    "nickname",
    "作者",
    "用户",
    "提交人",
  ],
  created_at: [
    "created at",
    "created",
    "creation date",
    "date",
    "submitted at",
    "published at",
    "fecha",
    "data",
    "datum",
    "创建时间",
    "日期",
    "时间",
    "提交时间",
  ],
  source_id: ["source id", "id", "idea id", "post id", "uuid", "number", "编号", "序号", "id proposal", "proposal id"],
  board: [
    "board",
    "forum",
    "category",
    "product",
    "section",
    "seccio",
    "seccion",
    "area",
    "categoria",
    "kategorie",
    "版块",
    "分类",
    "产品",
  ],
  status: ["status", "state", "estado", "estat", "statut", "状态", "进展"],
  tags: ["tags", "labels", "keywords", "etiquetas", "etiquetes", "schlagworte", "标签"],
  supporters: ["supporters", "voters", "endorsements nicknames", "voter names", "支持者"],
  imported_support: [
    "imported support",
    "votes",
    "vote count",
    "votes count",
    "upvotes",
    "votes for",
    "support",
    "likes",
    "points",
    "endorsements count",
    "votos",
    "vots",
    "stimmen",
    "票数",
    "支持数",
    "点赞数",
  ],
  imported_objections: ["imported objections", "downvotes", "votes against", "objections", "反对数"],
  answer: ["answer", "response", "official response", "reply", "respuesta", "resposta", "antwort", "官方回复", "回复"],
};
const LANGUAGE = / (?:ca|es|en|fr|de|it|pt|zh|ja|gl|eu)$/;

const folded = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The map that these columns' names propose. `title_ca; title_es` are both the title, the first of them first. */
export function proposedMap(columns: readonly string[]): ColumnMap {
  const map: ColumnMap = {};
  const free = new Set(columns);
  for (const field of MAPPED) {
    const called = (column: string): boolean =>
      NAMES[field].includes(folded(column)) || NAMES[field].includes(folded(column).replace(LANGUAGE, ""));
    const found = bestOf([...free].filter(called), field);
    if (!found.length) continue;
    map[field] = found;
    for (const column of found) free.delete(column);
  }
  return map;
}

// Names that stand earlier in the list fit better; of translations all are taken, of others one.
function bestOf(columns: readonly string[], field: MappedField): string[] {
  const stem = (column: string): string => folded(column).replace(LANGUAGE, "");
  const place = (column: string): number => {
    const at = NAMES[field].indexOf(folded(column));
    return at < 0 ? NAMES[field].indexOf(stem(column)) : at;
  };
  const sorted = columns.toSorted((a, b) => place(a) - place(b));
  const [first] = sorted;
  return first === undefined ? [] : sorted.filter((column) => stem(column) === stem(first));
}

/** Why a map won't do, as a sentence's key and what it names. */
export interface MapFault {
  why:
    | "import.map.field"
    | "import.map.column"
    | "import.map.column.like"
    | "import.map.twice"
    | "import.map.no.title"
    | "import.map.shape";
  values: Record<string, string>;
}

/** The map that a file or form says, of a table with these columns; or what is wrong with it. */
export function checkedMap(written: unknown, columns: readonly string[]): ColumnMap | MapFault {
  if (typeof written !== "object" || written === null || Array.isArray(written))
    return { why: "import.map.shape", values: { field: "" } };
  const map: ColumnMap = {};
  const taken = new Map<string, string>();
  for (const [field, names] of Object.entries(written)) {
    if (!isMapped(field)) return { why: "import.map.field", values: { field, known: MAPPED.join(", ") } };
    const listed = listOf(names);
    if (!listed) return { why: "import.map.shape", values: { field } };
    for (const column of listed) {
      const fault = faultOf(column, field, columns, taken);
      if (fault) return fault;
      taken.set(column, field);
    }
    if (listed.length) map[field] = listed;
  }
  return map.title || map.body ? map : { why: "import.map.no.title", values: { columns: columns.join(", ") } };
}

export const isFault = (map: ColumnMap | MapFault): map is MapFault => "why" in map;

function listOf(names: unknown): string[] | null {
  if (typeof names === "string") return [names];
  return Array.isArray(names) && names.every((name) => typeof name === "string") ? names : null;
}

function faultOf(
  column: string,
  field: string,
  columns: readonly string[],
  taken: ReadonlyMap<string, string>,
): MapFault | null {
  const other = taken.get(column);
  if (other !== undefined) return { why: "import.map.twice", values: { column, field, other } };
  if (columns.includes(column)) return null;
  const like = nearest(column, columns);
  if (like === null) return { why: "import.map.column", values: { column, columns: columns.join(", ") } };
  return { why: "import.map.column.like", values: { column, like } };
}

/** The column that was probably meant; null when none is near. */
function nearest(wanted: string, columns: readonly string[]): string | null {
  const near = columns
    .map((column) => ({ column, steps: stepsBetween(folded(wanted), folded(column)) }))
    .sort((a, b) => a.steps - b.steps)[0];
  return near && near.steps <= Math.max(2, wanted.length / 3) ? near.column : null;
}

/** Levenshtein's distance: how many characters to add, leave out or change. */
function stepsBetween(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let row = 1; row <= a.length; row++) {
    const now = [row];
    for (let n = 1; n <= b.length; n++)
      now[n] = Math.min(
        (above[n] ?? 0) + 1,
        (now[n - 1] ?? 0) + 1,
        (above[n - 1] ?? 0) + (a[row - 1] === b[n - 1] ? 0 : 1),
      );
    above = now;
  }
  return above[b.length] ?? 0;
}
