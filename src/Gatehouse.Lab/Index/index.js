const box = document.getElementById('find');
const count = document.getElementById('count');
const items = [...document.querySelectorAll('article')].map(node => [node, node.textContent.toLowerCase()]);
// A number is meant whole: 403 is a status, and no part of a port in an example.
const has = (text, word) => (/^\d+$/.test(word) ? text.split(/[^\da-z]+/).includes(word) : text.includes(word));
const find = () => {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const [node, text] of items) {
    node.hidden = !words.every(word => has(text, word));
    shown += node.hidden ? 0 : 1;
  }
  count.textContent = `${shown} of ${items.length}`;
};
box.addEventListener('input', find);
find();
