import { expect, test } from "vitest";
import { callerOf, trustFrom } from "#lib/run/caller.ts";
import { proxiesFrom } from "#lib/run/settings.ts";

const trust = (value?: string) => {
  const read = trustFrom(value);
  if (!read) throw new Error("That setting was not understood.");
  return read;
};

test("unset, only the connection's own address counts, whatever the caller claims", () => {
  for (const claim of [undefined, "", "1.2.3.4", "1.2.3.4, 127.0.0.1", "rubbish", "10.0.0.1,10.0.0.1"])
    expect(callerOf("203.0.113.9", claim, trust())).toBe("203.0.113.9");
  expect(callerOf("::ffff:203.0.113.9", "1.2.3.4", trust("0"))).toBe("203.0.113.9");
  expect(callerOf(undefined, "1.2.3.4", trust())).toBe("unknown");
});

test("with so many proxies, the address that the furthest of them saw counts", () => {
  const claim = "6.6.6.6, 198.51.100.7, 10.0.0.2";
  expect(callerOf("10.0.0.1", claim, trust("1"))).toBe("10.0.0.2");
  expect(callerOf("10.0.0.1", claim, trust("2"))).toBe("198.51.100.7");
  expect(callerOf("10.0.0.1", undefined, trust("2"))).toBe("10.0.0.1");
});

test("with named proxies, the rightmost address that is none of them counts", () => {
  const named = trust("10.0.0.0/24, 2001:db8::1");
  expect(callerOf("10.0.0.1", "6.6.6.6, 198.51.100.7, 10.0.0.2", named)).toBe("198.51.100.7");
  expect(callerOf("198.51.100.7", "6.6.6.6, 10.0.0.2", named)).toBe("198.51.100.7");
  expect(callerOf("2001:db8::1", "[2001:DB8::9]:443", named)).toBe("2001:db8::9");
  expect(callerOf("10.0.0.1", "198.51.100.7:51000", named)).toBe("198.51.100.7");
});

test("an IPv4 address is itself, however it is written as IPv6", () => {
  for (const written of ["::ffff:192.0.2.7", "::FFFF:c000:207", "::ffff:C000:0207", "0:0:0:0:0:ffff:c000:207"]) {
    expect(callerOf("10.0.0.1", written, trust("10.0.0.0/8"))).toBe("192.0.2.7");
    expect(callerOf(written, "198.51.100.7", trust("192.0.2.7"))).toBe("198.51.100.7");
    expect(callerOf("192.0.2.7", "198.51.100.7", trust(written))).toBe("198.51.100.7");
  }
  expect(callerOf("2001:db8::c000:207", undefined, trust())).toBe("2001:db8::c000:207");
  expect(callerOf("fe80::1%eth0", undefined, trust())).toBe("fe80::1%eth0");
});

test("a claim that is no address ends the reading at the last address that is known", () => {
  expect(callerOf("10.0.0.1", "198.51.100.7, unknown", trust("2"))).toBe("10.0.0.1");
  expect(callerOf("10.0.0.1", "' or 1=1", trust("10.0.0.1"))).toBe("10.0.0.1");
});

test.each(["-1", "10", "1.5", "one", "10.0.0.1/33", "10.0.0.1/", "2001:db8::/129", "proxy.example", "10.0.0.1,,"])(
  "%s is refused at the start",
  (value) => {
    expect(trustFrom(value)).toBeUndefined();
    expect(() => proxiesFrom({ HOLDFAST_TRUSTED_PROXIES: value })).toThrow("HOLDFAST_TRUSTED_PROXIES must be a number");
  },
);
