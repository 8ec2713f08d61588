const box = document.getElementById('find');
const count = document.getElementById('count');
const items = [...document.querySelectorAll('article')].map(node => [node, node.textContent.toLowerCase()]);
const find = () => {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const [node, text] of items) {
    node.hidden = !words.every(word => text.includes(word));
    shown += node.hidden ? 0 : 1;
  }
  count.textContent = `${shown} of ${items.length}`;
};
box.addEventListener('input', find);
find();
