// Strings and tables: a text of n JSON objects is parsed by recursive descent into arrays, maps, strings, numbers and booleans; a sum over all of it.
class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  peek() {
    return this.text.charCodeAt(this.at);
  }

  value() {
    switch (this.peek()) {
      case 123: return this.object();
      case 91: return this.array();
      case 34: return this.string();
      case 116: this.at += 4; return true;
      case 102: this.at += 5; return false;
      default: return this.number();
    }
  }

  number() {
    let value = 0;
    for (let c = this.peek(); c >= 48 && c <= 57; c = this.peek()) {
      value = value * 10 + c - 48;
      this.at++;
    }
    return value;
  }

  string() {
    const start = ++this.at;
    while (this.peek() !== 34) this.at++;
    this.at++;
    return this.text.substring(start, this.at - 1);
  }

  array() {
    const items = [];
    while (this.peek() !== 93) {
      this.at++;
      items.push(this.value());
    }
    this.at++;
    return items;
  }

  object() {
    const members = new Map();
    while (this.peek() !== 125) {
      this.at++;
      const key = this.string();
      this.at++;
      members.set(key, this.value());
    }
    this.at++;
    return members;
  }
}

function makeText(n) {
  let s = '[';
  for (let i = 0; i < n; i++) {
    if (i > 0) s += ',';
    s += '{"id":' + i + ',"name":"item ' + i + '","tags":["red","green"],"ok":' + (i % 3 === 0 ? 'true' : 'false') + ',"size":' + i * 7 + '}';
  }
  return s + ']';
}

function total(value) {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value.length;
  if (typeof value === 'boolean') return value ? 1 : 0;
  let sum = 0;
  if (Array.isArray(value)) {
    for (const item of value) sum += total(item);
  } else {
    for (const [key, member] of value) sum += key.length + total(member);
  }
  return sum;
}

exports.run = n => total(new Reader(makeText(n)).value());
