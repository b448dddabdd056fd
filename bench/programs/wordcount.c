// Strings and tables: a text of n random words is split at its spaces and the words are counted, in a hash table with chains.
#include "harness.h"

struct entry { char *word; int length; int64_t count; struct entry *next; };

enum { buckets = 1024 };

static char *make_text(int n) {
  char *s = malloc(8 * (size_t)n + 8), *at = s;
  int64_t x = 42;
  for (int i = 0; i < n; i++) {
    x = x * 16807 % 2147483647;
    int word = x % 800;
    if (i > 0) *at++ = ' ';
    *at++ = 97 + word % 20;
    *at++ = 97 + word / 40;
    memcpy(at, "word", 4);
    at += 4;
  }
  *at = 0;
  return s;
}

static void count(struct entry **table, char *word, int length) {
  uint32_t hash = 0;
  for (int i = 0; i < length; i++) hash = hash * 31 + word[i];
  struct entry **at = &table[hash % buckets];
  for (; *at; at = &(*at)->next)
    if ((*at)->length == length && !memcmp((*at)->word, word, length)) {
      (*at)->count++;
      return;
    }
  *at = malloc(sizeof **at);
  **at = (struct entry){word, length, 1, NULL};
}

static int64_t run(int n) {
  struct entry *table[buckets] = {0};
  char *text = make_text(n);
  for (char *word = text; *word;) {
    int length = strcspn(word, " ");
    count(table, word, length);
    word += length + (word[length] != 0);
  }
  int64_t sum = 0, size = 0;
  for (int i = 0; i < buckets; i++)
    while (table[i]) {
      struct entry *entry = table[i];
      sum = (sum + entry->count * entry->count * entry->length) % 1000000007;
      size++;
      table[i] = entry->next;
      free(entry);
    }
  free(text);
  return sum * 1000 + size;
}
