// Composes a supergraph from our subgraph (its file is the first argument) and a small one of somebody else's.
import fs from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const licences = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key"])
  type Company @key(fields: "name") { name: String! licence: String }
  type Query { licences: [Company!]! }`;
const subgraph = (name, text) => ({ name, url: `http://${name}`, typeDefs: parse(text) });
const done = composeServices([
  subgraph('petroverse', fs.readFileSync(process.argv[1], 'utf8')),
  subgraph('licences', licences),
]);
console.log(JSON.stringify({ errors: (done.errors ?? []).map(String), sdl: done.supergraphSdl ?? '' }));
