// Floats: the fast Fourier transform of 2^n numbers in place, forth and back; the sum of the first hundred, in millionths.
// The roots of unity come from halving the angle with square roots alone, so that every language has the same bits.
#include <math.h>
#include "harness.h"

static void reverse_bits(double *re, double *im, int n) {
  for (int i = 0, j = 0; i < n; i++) {
    if (i < j) {
      double r = re[i], m = im[i];
      re[i] = re[j], im[i] = im[j];
      re[j] = r, im[j] = m;
    }
    int bit = n / 2;
    for (; j >= bit && bit > 0; bit /= 2) j -= bit;
    j += bit;
  }
}

static void transform(double *re, double *im, int n, double sign) {
  reverse_bits(re, im, n);
  double c = -1, s = 0;
  for (int half = 1; half < n; half *= 2) {
    double wr = 1, wi = 0;
    for (int k = 0; k < half; k++) {
      for (int i = k; i < n; i += 2 * half) {
        int j = i + half;
        double tr = wr * re[j] - wi * im[j], ti = wr * im[j] + wi * re[j], ur = re[i], ui = im[i];
        re[j] = ur - tr, im[j] = ui - ti;
        re[i] = ur + tr, im[i] = ui + ti;
      }
      double turned = wr * c - wi * s;
      wi = wr * s + wi * c;
      wr = turned;
    }
    double next = sqrt(0.5 * (1 + c));
    s = half == 1 ? sign : s / (2 * next);
    c = next;
  }
}

static int64_t run(int n) {
  int size = 1 << n;
  double *re = malloc(size * sizeof *re), *im = calloc(size, sizeof *im), sum = 0;
  for (int i = 0; i < size; i++) re[i] = (int64_t)i * 37 % 101;
  transform(re, im, size, 1);
  transform(re, im, size, -1);
  for (int i = 0; i < 100; i++) sum += re[i];
  free(re), free(im);
  return (int64_t)(1e6 * (sum / size));
}
