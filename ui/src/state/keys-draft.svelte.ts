import type { DroppedFile } from '../gen/DroppedFile';
import type { Given } from '../gen/Given';
import type { SetupAct } from '../gen/SetupAct';
import type { TypedIdentity } from '../gen/TypedIdentity';

/** The acts that give the program the keys of a shop. */
export type ConnectAct = Extract<SetupAct, { act: 'connect_file' | 'connect_typed' }>;

/** A certificate or a key as it is being given: the place of a file, or a pasted text. */
export class GivenDraft {
  path = $state('');
  text = $state('');

  get isEmpty(): boolean {
    return this.path.trim() === '' && this.text.trim() === '';
  }

  get given(): Given {
    const path = cleanPath(this.path);
    return path ? { from: 'file', path } : { from: 'text', text: this.text };
  }
}

/**
 * The keys of a shop as they are being given. Nothing is checked here: what is wrong, the program says. Secrets stay
 * until they are sent, and no longer.
 */
export class KeysDraft {
  /** By `config.ini`, or field by field. */
  way = $state<'file' | 'typed'>('file');
  config = $state('');
  /** Of the private key in the files that `config.ini` names. */
  filePassword = $state('');
  clientId = $state('');
  clientSecret = $state('');
  baseUrl = $state('');
  form = $state<TypedIdentity['form']>('pem');
  readonly certificate = new GivenDraft();
  readonly key = new GivenDraft();
  readonly pkcs12 = new GivenDraft();
  /** Of the typed key, or of the PKCS#12 file. */
  keyPassword = $state('');
  /** The certificates of a server with an authority of its own. */
  readonly ca = new GivenDraft();

  /** The act that sends what was given, for a new shop or the profile that gets its keys anew. */
  act(renews: string | null): ConnectAct {
    if (this.way === 'file') {
      return {
        act: 'connect_file',
        config: cleanPath(this.config),
        ca: cleanPath(this.ca.path) || null,
        password: this.filePassword || null,
        renews,
      };
    }
    return {
      act: 'connect_typed',
      client_id: this.clientId,
      client_secret: this.clientSecret,
      base_url: this.baseUrl,
      identity: this.#identity(),
      ca: this.ca.isEmpty ? null : this.ca.given,
      renews,
    };
  }

  #identity(): TypedIdentity {
    if (this.form === 'pkcs12') {
      return { form: 'pkcs12', file: this.pkcs12.given, password: this.keyPassword };
    }
    return {
      form: 'pem',
      certificate: this.certificate.given,
      key: this.key.given,
      password: this.keyPassword || null,
    };
  }

  /** Everything secret is gone; what else was typed stays. */
  forgetSecrets(): void {
    this.clientSecret = this.filePassword = this.keyPassword = '';
    this.key.text = '';
  }

  /** Takes files that were dropped on the window to where they belong; answers those that belong nowhere. */
  take(files: DroppedFile[]): DroppedFile[] {
    const config = files.find((file) => file.kind === 'config');
    if (config) this.way = 'file';
    else if (files.some((file) => file.kind === 'key' || file.kind === 'pkcs12')) this.way = 'typed';
    return files.filter((file) => !this.#takeOne(file));
  }

  #takeOne({ path, kind }: DroppedFile): boolean {
    switch (kind) {
      case 'config':
        this.config = path;
        return true;
      case 'certificate':
        // `config.ini` names the client's certificate itself, so this one is the authority's.
        if (this.way === 'file' || this.certificate.path) this.ca.path = path;
        else this.certificate.path = path;
        return true;
      case 'key':
        if (this.way === 'file') return true; // `config.ini` names it.
        this.form = 'pem';
        this.key.path = path;
        return true;
      case 'pkcs12':
        if (this.way === 'file') return true;
        this.form = 'pkcs12';
        this.pkcs12.path = path;
        return true;
      case 'other':
        return false;
      default:
        return kind satisfies never;
    }
  }
}

/** File managers copy a path with quotes or as an address. */
function cleanPath(typed: string): string {
  const bare = typed.trim().replace(/^(["'])(.*)\1$/, '$2');
  return bare.startsWith('file://') ? decodePath(bare.slice('file://'.length)) : bare;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
