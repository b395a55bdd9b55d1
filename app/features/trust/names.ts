const FIRST_ROOM = 2 ** 12;
const NOBODY = -1;

/**
 * Names in the order in which they first came: a person's place is their number. Kept as bytes, in a table of its own (open
 * addressing, hashed by FNV-1a): for a million ties a Map of texts takes several times as long and as much memory.
 */
export class Names {
  #count = 0;
  #bytes = new Uint8Array(FIRST_ROOM);
  /** Where each person's name ends, which is where the next begins; first a 0. */
  #ends = new Int32Array(FIRST_ROOM);
  /** A power of 2, and twice as many as people at least. */
  #slots = new Int32Array(FIRST_ROOM).fill(NOBODY);

  get size(): number {
    return this.#count;
  }

  /** The bytes of a person's name. */
  name(person: number): Uint8Array {
    return this.#bytes.subarray(this.#ends[person], this.#ends[person + 1]);
  }

  /** Who has this name, the bytes from `begin` up to `end`: whom nobody named before becomes the last. */
  number(bytes: Uint8Array, begin: number, end: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(bytes, begin, end) & mask;
    for (let person = this.#slots[slot] ?? NOBODY; person !== NOBODY; person = this.#slots[slot] ?? NOBODY) {
      if (this.#isNamed(person, bytes, begin, end)) return person;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.#count;
    return this.#add(bytes.subarray(begin, end));
  }

  #isNamed(person: number, bytes: Uint8Array, begin: number, end: number): boolean {
    const own = this.#ends[person] ?? 0;
    if ((this.#ends[person + 1] ?? 0) - own !== end - begin) return false;
    for (let n = 0; n < end - begin; n++) if (this.#bytes[own + n] !== bytes[begin + n]) return false;
    return true;
  }

  #add(name: Uint8Array): number {
    const person = this.#count++;
    const begin = this.#ends[person] ?? 0;
    while (begin + name.length > this.#bytes.length)
      this.#bytes = moved(this.#bytes, new Uint8Array(2 * this.#bytes.length));
    if (this.#count === this.#ends.length) this.#ends = moved(this.#ends, new Int32Array(2 * this.#ends.length));
    this.#bytes.set(name, begin);
    this.#ends[this.#count] = begin + name.length;
    if (2 * this.#count > this.#slots.length) this.#spread();
    return person;
  }

  #spread(): void {
    const slots = new Int32Array(2 * this.#slots.length).fill(NOBODY);
    for (let person = 0; person < this.#count; person++) {
      let slot = hashOf(this.#bytes, this.#ends[person] ?? 0, this.#ends[person + 1] ?? 0) & (slots.length - 1);
      while (slots[slot] !== NOBODY) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = person;
    }
    this.#slots = slots;
  }
}

function moved<Bytes extends Uint8Array | Int32Array>(from: Bytes, to: Bytes): Bytes {
  to.set(from);
  return to;
}

// Folded, as the lowest bits alone depend on the lowest bits of each byte.
function hashOf(bytes: Uint8Array, begin: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let n = begin; n < end; n++) hash = Math.imul(hash ^ (bytes[n] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}
