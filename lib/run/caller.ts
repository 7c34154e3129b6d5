import { BlockList, isIP, isIPv6 } from "node:net";

/** The proxies whose word is taken: so many in a row before us, or these addresses. */
export type Trust = { count: number } | { list: BlockList };

export const trustRule = "a number of proxies from 0 to 9, or their addresses and networks with commas between them";

/** Reads HOLDFAST_TRUSTED_PROXIES; unset trusts nobody, and what cannot be understood is undefined. */
export function trustFrom(value: string | undefined): Trust | undefined {
  const text = value?.trim() ?? "";
  if (text === "" || /^[0-9]$/.test(text)) return { count: Number(text) };
  const list = new BlockList();
  return text.split(",").every((part) => add(list, part.trim())) ? { list } : undefined;
}

function add(list: BlockList, part: string): boolean {
  const [given = "", bits, ...more] = part.split("/");
  const address = bits === undefined ? (carriedIn(given) ?? given) : given;
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  const kind = family === 6 ? "ipv6" : "ipv4";
  if (bits === undefined) list.addAddress(address, kind);
  else if (!/^[0-9]{1,3}$/.test(bits) || Number(bits) > (family === 6 ? 128 : 32)) return false;
  else list.addSubnet(address, Number(bits), kind);
  return true;
}

/** Whose request it is: the nearest address that no trusted proxy has. Everything further away is only a claim. */
export function callerOf(connection: string | undefined, forwarded: string | undefined, trust: Trust): string {
  const claims = (forwarded ?? "").split(",").map(addressIn).reverse();
  let caller = addressIn(connection ?? "");
  let left = "count" in trust ? trust.count : Number.POSITIVE_INFINITY;
  for (const claim of claims) {
    if (!claim || left === 0 || !caller) break;
    if ("list" in trust && !trust.list.check(caller, isIPv6(caller) ? "ipv6" : "ipv4")) break;
    caller = claim;
    left -= 1;
  }
  return caller ?? "unknown";
}

/** An address without its port and its brackets; IPv4 carried in IPv6 as it is. */
function addressIn(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^\[([^\]]*)\](?::[0-9]+)?$/, "$1")
    .replace(/^([0-9.]+):[0-9]+$/, "$1");
  return isIP(bare) ? (carriedIn(bare) ?? bare.toLowerCase()) : undefined;
}

/** The IPv4 address in an IPv6 one that carries it, however that is written. */
function carriedIn(address: string): string | undefined {
  if (!isIPv6(address) || address.includes("%")) return undefined;
  const parts = /^\[::ffff:([0-9a-f]+):([0-9a-f]+)\]$/.exec(new URL(`http://[${address}]`).hostname);
  const [high, low] = parts ? [parseInt(parts[1] ?? "", 16), parseInt(parts[2] ?? "", 16)] : [];
  if (high === undefined || low === undefined) return undefined;
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
