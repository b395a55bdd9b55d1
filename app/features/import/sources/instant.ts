const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d:\d\d)(:\d\d)?(?:[.,](\d{1,3})\d*)?\s*([Zz]|[+-]\d\d(?::?\d\d)?)?)?$/;

/** UTC milliseconds of an ISO 8601 date or date and time, taken as UTC without a zone; NaN for anything else. */
export function instantOf(text: string): number {
  const [, year = "", month = "", day = "", time = "00:00", seconds = ":00", fraction = "0", zone = "Z"] =
    ISO.exec(text.trim()) ?? [];
  const isDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  if (!isDay) return Number.NaN; // the 30th of February would be taken for the 2nd of March
  return Date.parse(`${year}-${month}-${day}T${time}${seconds}.${fraction.padEnd(3, "0")}${zoneOf(zone)}`);
}

// Date.parse wants ±hh:mm
const zoneOf = (zone: string): string =>
  /^z$/i.test(zone) ? "Z" : `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}`;
