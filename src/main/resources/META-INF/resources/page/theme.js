// A classic script in the head: the chosen theme is there before anything is painted.
(() => {
    const KEY = 'foley.theme';
    const root = document.documentElement;
    const dark = matchMedia('(prefers-color-scheme: dark)');

    const chosen = () => {
        try {
            return localStorage.getItem(KEY);
        } catch {
            return null; // storage may be forbidden
        }
    };
    const isDark = () => (root.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
    const choose = theme => {
        if (theme) {
            root.dataset.theme = theme;
        }
    };
    choose(chosen());

    addEventListener('DOMContentLoaded', () => {
        const button = document.getElementById('theme');
        const show = () => button.setAttribute('aria-pressed', isDark());
        button.addEventListener('click', () => {
            choose(isDark() ? 'light' : 'dark');
            try {
                localStorage.setItem(KEY, root.dataset.theme);
            } catch {
                // it holds until the page is left
            }
            show();
        });
        dark.addEventListener('change', show);
        show();
    });
})();
