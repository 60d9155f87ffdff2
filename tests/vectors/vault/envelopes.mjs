// A second reader and writer of the vault's envelopes, after their description alone, with Node's own cryptography.
// stdin: JSON with `do` (seal | open | sign | verify) and its fields, bytes in hexadecimal; stdout: the result in hexadecimal.
import { createCipheriv, createDecipheriv, createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const ask = JSON.parse(readFileSync(0, 'utf8'))
const hex = (text) => Buffer.from(text, 'hex')
const url = (bytes) => Buffer.from(bytes).toString('base64url')
const printed = (fields) =>
  JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))))

const homeKeyId = (key) =>
  createHash('sha256').update('petroverse.home-key/1\0').update(key).digest('hex').slice(0, 16)
const bound = (kid) =>
  Buffer.from(printed({ alg: 'A256GCM', kid, name: ask.name, organisation: ask.organisation, schema: 'petroverse.sealed/1' }))

const deviceKeyId = (x) => url(createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest())
const toSign = (kid, payload) => Buffer.concat([Buffer.from(`petroverse.signed/1\nEd25519\n${kid}\n`), payload])

const acts = {
  seal() {
    const kid = homeKeyId(hex(ask.key))
    const cipher = createCipheriv('aes-256-gcm', hex(ask.key), hex(ask.nonce)).setAAD(bound(kid))
    const ciphertext = Buffer.concat([cipher.update(hex(ask.value)), cipher.final(), cipher.getAuthTag()])
    return printed({ schema: 'petroverse.sealed/1', alg: 'A256GCM', kid, nonce: url(hex(ask.nonce)), ciphertext: url(ciphertext) })
  },
  open() {
    const sealed = JSON.parse(hex(ask.envelope))
    const both = Buffer.from(sealed.ciphertext, 'base64url')
    const cipher = createDecipheriv('aes-256-gcm', hex(ask.key), Buffer.from(sealed.nonce, 'base64url'))
    cipher.setAAD(bound(sealed.kid)).setAuthTag(both.subarray(-16))
    return Buffer.concat([cipher.update(both.subarray(0, -16)), cipher.final()])
  },
  sign() {
    const key = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d: url(hex(ask.key)), x: ask.x }, format: 'jwk' })
    const kid = deviceKeyId(ask.x)
    const signature = sign(null, toSign(kid, hex(ask.value)), key)
    return printed({ schema: 'petroverse.signed/1', alg: 'Ed25519', kid, payload: url(hex(ask.value)), signature: url(signature) })
  },
  verify() {
    const signed = JSON.parse(hex(ask.envelope))
    const payload = Buffer.from(signed.payload, 'base64url')
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: ask.x }, format: 'jwk' })
    const kid = deviceKeyId(ask.x)
    if (kid !== signed.kid || !verify(null, toSign(kid, payload), key, Buffer.from(signed.signature, 'base64url'))) process.exit(1)
    return payload
  },
}
process.stdout.write(Buffer.from(acts[ask.do]()).toString('hex'))
