/** @type {import("next").NextConfig} */
export default {
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  output: process.env.STANDALONE ? "standalone" : undefined,
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ["postgres", "graphile-worker", "@node-rs/argon2", "@myriaddreamin/typst-ts-node-compiler"],
  experimental: { serverActions: { bodySizeLimit: "256kb" } },
};
