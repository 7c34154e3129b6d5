const units = [
  { word: /^(?:s|secs?|seconds?)$/, minutes: 1 / 60 },
  { word: /^(?:m|mins?|minutes?)$/, minutes: 1 },
  { word: /^(?:h|hrs?|hours?)$/, minutes: 60 },
  { word: /^(?:d|days?)$/, minutes: 1440 },
];

const ones =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

function numberOf(word: string): number | undefined {
  if (/^\d{1,6}(?:[.,]\d{1,2})?$/.test(word)) return Number(word.replace(",", "."));
  if (word === "a" || word === "an") return 1;
  const [ten = "", one] = word.split("-");
  const small = ones.indexOf(one ?? ten);
  const big = (tens.indexOf(ten) + 2) * 10;
  if (big < 20) return one === undefined && small >= 0 ? small : undefined;
  if (one === undefined) return big;
  return small > 0 && small < 10 ? big + small : undefined;
}

/** How long something took, as people write it, in whole minutes: a part of a minute counts as one. Reads "25 minutes", "1 h 35 min", "1.5 hours", "half an hour", "about twenty-five mins"; undefined for any other words. */
export function parseDuration(typed: string): number | undefined {
  const plain = typed
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^\s*(?:after|in|about|around|roughly|approximately|approx\.?|circa|ca\.?|c\.|~|≈)\s*(?=[\da-z])/, "")
    .replace(/\bhalf an hour\b/g, "30 minutes")
    .replace(/\b(?:a )?quarter of an hour\b/g, "15 minutes")
    .replace(/\bthree quarters of an hour\b/g, "45 minutes")
    .replace(/\b(?:an|one) hour and a half\b/g, "90 minutes")
    .replace(/(\d)\s*½/g, "$1.5")
    .replace(/½/g, "0.5")
    .replace(/(\d)(?=[a-z])|([a-z])(?=\d)/g, "$1$2 ")
    .replace(new RegExp(`\\b(${tens.join("|")}) (?=(?:${ones.slice(1, 10).join("|")})\\b)`, "g"), "$1-")
    .trim();
  const words = plain.split(/(?:\s*(?:,|\band\b)\s*|\s+)/).filter((word) => word !== "");
  if (words.length === 0 || words.length % 2 !== 0) return undefined;
  let minutes = 0;
  let last = Number.POSITIVE_INFINITY;
  for (let index = 0; index < words.length; index += 2) {
    const count = numberOf(words[index] ?? "");
    const unit = units.find(({ word }) => word.test(words[index + 1] ?? ""));
    if (count === undefined || !unit || unit.minutes >= last) return undefined;
    minutes += count * unit.minutes;
    last = unit.minutes;
  }
  return Math.ceil(Math.round(minutes * 60) / 60);
}
