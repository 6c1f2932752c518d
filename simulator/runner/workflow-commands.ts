/** An annotation of the run's page. */
export interface Annotation {
  readonly level: 'notice' | 'warning' | 'error';
  /** Empty when the action gave none. */
  readonly title: string;
  readonly message: string;
}

interface Command {
  readonly name: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly data: string;
}

/**
 * Reads the lines of an action as the runner does (actions/runner, ActionCommandManager.cs): obeys `::command::`
 * lines and `##[command]` anywhere in a line, and collects what a user sees. The runner also masks some encodings of a secret, such as Base64; here only
 * the literal text is masked, so that a test sees an action that leans on that.
 */
export class WorkflowCommands {
  readonly annotations: Annotation[] = [];
  /** Titles of opened groups, in order. */
  readonly groups: string[] = [];
  readonly #masks = new Set<string>();
  readonly #shown: string[] = [];
  #resumeToken: string | undefined;

  /** `masks` are hidden from the start, as the runner's own tokens are. */
  constructor(masks: readonly string[] = []) {
    for (const mask of masks) this.#masks.add(mask);
  }

  /** Every text that is masked. */
  get masks(): readonly string[] {
    return [...this.#masks];
  }

  /** What a user sees: masked, without hidden commands, one line feed after each line. */
  get log(): string {
    return this.#shown.map((line) => `${line}\n`).join('');
  }

  /** Takes one line of standard output or error, without its line end. */
  read(line: string): void {
    const command = parseCommand(line);
    if (this.#resumeToken !== undefined) {
      if (command?.name === this.#resumeToken) this.#resumeToken = undefined;
      else this.#show(line);
      return;
    }
    if (command === undefined) this.#show(line);
    else this.#obey(command, line);
  }

  /** Masks a text as the log would. */
  mask(text: string): string {
    const longestFirst = this.masks.toSorted((a, b) => b.length - a.length);
    return longestFirst.reduce((masked, secret) => masked.replaceAll(secret, '***'), text);
  }

  #obey({ name, properties, data }: Command, line: string): void {
    switch (name) {
      case 'add-mask':
        // A value of several lines is masked as a whole and line by line.
        for (const part of [data, ...data.split(/\r?\n/)]) if (part.trim() !== '') this.#masks.add(part);
        return;
      case 'notice':
      case 'warning':
      case 'error':
        this.annotations.push({
          level: name,
          title: this.mask(properties.get('title') ?? ''),
          message: this.mask(data),
        });
        this.#show(`##[${name}]${data}`);
        return;
      case 'group':
        this.groups.push(this.mask(data));
        this.#show(`##[group]${data}`);
        return;
      case 'endgroup':
        this.#show('##[endgroup]');
        return;
      case 'stop-commands':
        this.#resumeToken = data;
        this.#show(line);
        return;
      case 'debug':
      case 'echo':
        return;
      default:
        this.#show(line);
    }
  }

  #show(text: string): void {
    this.#shown.push(...this.mask(text).split('\n'));
  }
}

/** What `##[…]` is obeyed for; other brackets are text. */
const OLDER_COMMAND =
  /##\[(add-mask|debug|echo|endgroup|error|group|notice|save-state|set-output|stop-commands|warning)(?: ([^\]]*))?\](.*)$/is;

function parseCommand(line: string): Command | undefined {
  const match = /^\s*::([^\s:]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/s.exec(line);
  if (match === null) return parseOlderCommand(line);
  const [, name = '', properties = '', data = ''] = match;
  const pairs = properties
    .split(',')
    .map((pair) => pair.split('='))
    .map(([key = '', ...value]) => [key.trim(), unescapeProperty(value.join('='))] as const);
  return { name, properties: new Map(pairs), data: unescapeData(data) };
}

function parseOlderCommand(line: string): Command | undefined {
  const [, name, properties = '', data = ''] = OLDER_COMMAND.exec(line) ?? [];
  if (name === undefined) return undefined;
  const pairs = properties.split(';').map((pair) => pair.split('='));
  return {
    name: name.toLowerCase(),
    properties: new Map(pairs.map(([key = '', ...value]) => [key, value.join('=')])),
    data,
  };
}

/** Undoes the escapes that @actions/core makes in a message, the percent sign last. */
function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

/** Undoes those of a property, where the separators are escaped too. */
function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}
