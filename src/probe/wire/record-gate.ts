import { RecordReader } from './record-reader.ts'

export interface GateQuestions {
  /** Shows the bytes to whoever reads along. */
  look(bytes: Uint8Array): void
  /** The last record cannot be understood yet; `resume()` is called when it can. */
  undecided(): boolean
  /** `null`: the certificate has not come yet. */
  answer(): boolean | null
  pass(bytes: Uint8Array): void
  refuse(): void
  /** Whether the peer is to be read no further for now. */
  hold(held: boolean): void
}

/** Each record waits for a turn of the event loop: a peer that sends tiny ones without end is faster than that. */
const MAX_WAITING = 256

/**
 * Lets the TLS stack see each record of the server only after it was looked at. A client certificate leaves with the last
 * flight of the handshake, so a chain that is not accepted is refused here, before that flight exists: TLS 1.2 waits for
 * ServerHelloDone, TLS 1.3 for the server's Finished, and both come after the Certificate.
 */
export class RecordGate {
  readonly #records = new RecordReader()
  readonly #queue: Uint8Array[] = []
  readonly #questions: GateQuestions
  #state: 'closed' | 'open' | 'refused' = 'closed'
  #looked = false
  #settling = false
  #held = false
  #passed = 0

  constructor(questions: GateQuestions) {
    this.#questions = questions
  }

  received(chunk: Uint8Array): void {
    if (this.#state === 'open') {
      this.#hand(chunk)
      return
    }
    for (const { bytes } of this.#records.push(chunk)) this.#queue.push(bytes)
    if (this.#queue.length > MAX_WAITING) this.#hold(true)
    this.resume()
    if (!this.#records.broken() || this.#state !== 'closed') return
    // A peer that never spoke TLS gets nothing from us, and OpenSSL's own complaint about it is worth having.
    if (this.#passed === 0) this.#open()
    else this.#refuse()
  }

  /** Looks at the next record, if the one before has been understood. */
  resume(): void {
    const [record] = this.#queue
    if (record === undefined || this.#settling || this.#state !== 'closed') return
    if (!this.#looked) this.#questions.look(record)
    this.#looked = true
    if (this.#questions.undecided()) return
    const answer = this.#questions.answer()
    if (answer === false) {
      this.#refuse()
      return
    }
    this.#queue.shift()
    if (this.#queue.length < MAX_WAITING) this.#hold(false)
    this.#looked = false
    this.#passed++
    this.#questions.pass(record)
    if (answer === true) {
      this.#open()
      return
    }
    // The stack must have read this record, and logged its keys, before the next one can be opened.
    this.#settling = true
    setImmediate(() => {
      this.#settling = false
      this.resume()
    })
  }

  /** There is no stack any more: whatever is here or comes is only looked at. */
  standAside(): void {
    if (this.#state !== 'closed') return
    if (this.#looked) this.#queue.shift()
    this.#open()
  }

  #refuse(): void {
    this.#state = 'refused'
    this.#queue.length = 0
    this.#hold(false)
    this.#questions.refuse()
  }

  #open(): void {
    this.#state = 'open'
    this.#hold(false)
    for (const bytes of [...this.#queue.splice(0), this.#records.rest()]) this.#hand(bytes)
  }

  #hold(held: boolean): void {
    if (held === this.#held) return
    this.#held = held
    this.#questions.hold(held)
  }

  #hand(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.#questions.look(bytes)
    this.#questions.pass(bytes)
  }
}
