/* One block of the ConvNet behind its convolution, in two or three passes over a tile that stays in
 * the cache: instance norm, (leaky) ReLU and average pooling; their backward pass; and its own.
 *
 * Feature maps are channels-last, [n, h, w, c] in memory; c is a multiple of LANES and h and w of
 * pool. Statistics are [n, c]. Sums are taken row by row, so that rounding grows with h + w rather
 * than with h * w. No result depends on the number of threads.
 *
 * Legend: x input, z = (x - mean) * rstd, y = scale * z + shift, a = y > 0 ? y : slope * y,
 * p = pooled a. A leading g is a gradient; u, vscale and vshift are cotangents of gradients.
 */
#include "lanes.h"

/* high where y is positive, else low */
static inline vec gate(vec y, vec high, vec low) {
  bits on = y > 0;
  return (vec)(((bits)high & on) | ((bits)low & ~on));
}

/* loops of one tile: its rows and columns, or its pooled places with the pixels of each */
#define EACH_TILE(i, c0)                                                                           \
  _Pragma("omp parallel for collapse(2) schedule(static) if ((long)n * h * w * c >= PARALLEL_FROM)") \
  for (int i = 0; i < n; i++) for (       \
      int c0 = 0; c0 < c; c0 += LANES)
#define EACH_PLACE(row, col)                                                                       \
  for (int row = 0; row < h / pool; row++)                                                         \
    for (int col = 0; col < w / pool; col++)
#define EACH_PIXEL(row, col, pixel)                                                                \
  for (int k = 0; k < pool; k++)                                                                   \
    for (long pixel = ((row * pool + k) * (long)w + col * pool) * c, end_ = pixel + pool * (long)c; \
         pixel < end_; pixel += c)

API int lanes(void) { return LANES; }

/* Fetch what the first pass will read so many pixels on: a step of all channels is more than the
 * processor foresees by itself. */
#define AHEAD_PX 64
#define FORESEE(place) __builtin_prefetch((place) + (long)AHEAD_PX * c)

API void block_forward(const float *x, const float *scale, const float *shift, float *p,
                       float *mean, float *rstd, int n, int h, int w, int c, int pool, float slope,
                       float eps) {
  const float count = (float)(h * w);
  const vec share = every(1.0f / (pool * pool)), low = share * slope;
  EACH_TILE(i, c0) {
    const float *xi = x + (long)i * h * w * c + c0;
    float *pi = p + (long)i * (h / pool) * (w / pool) * c + c0;
    const long nc = (long)i * c + c0;
    vec m = {0}, r = {0};
    for (int row = 0; row < h; row++) {
      vec sum = {0};
      for (int col = 0; col < w; col++) {
        const float *place = xi + (row * (long)w + col) * c;
        FORESEE(place);
        sum += at(place);
      }
      m += sum;
    }
    m /= count;
    for (int row = 0; row < h; row++) {
      vec sum = {0};
      for (int col = 0; col < w; col++) {
        vec off = at(xi + (row * (long)w + col) * c) - m;
        sum += off * off;
      }
      r += sum;
    }
    r = r / count + eps;
    for (int t = 0; t < LANES; t++) r[t] = 1.0f / __builtin_sqrtf(r[t]);
    put(mean + nc, m);
    put(rstd + nc, r);
    const vec sc = at(scale + c0), sh = at(shift + c0);
    EACH_PLACE(row, col) {
      vec sum = {0};
      EACH_PIXEL(row, col, pixel) {
        vec y = (at(xi + pixel) - m) * r * sc + sh;
        sum += y * gate(y, share, low);
      }
      put(pi + (row * (long)(w / pool) + col) * c, sum);
    }
  }
}

/* gx [n, h, w, c]; gscale and gshift [n, c], to be summed over n by the caller */
API void block_backward(const float *gp, const float *x, const float *mean, const float *rstd,
                        const float *scale, const float *shift, float *gx, float *gscale,
                        float *gshift, int n, int h, int w, int c, int pool, float slope) {
  const float count = (float)(h * w);
  const vec share = every(1.0f / (pool * pool)), low = share * slope;
  EACH_TILE(i, c0) {
    const long nc = (long)i * c + c0, first = (long)i * h * w * c + c0;
    const float *xi = x + first, *gi = gp + (long)i * (h / pool) * (w / pool) * c + c0;
    float *to = gx + first;
    const vec m = at(mean + nc), r = at(rstd + nc), sc = at(scale + c0), sh = at(shift + c0);
    vec sum_g = {0}, sum_gz = {0};
    for (int row = 0; row < h / pool; row++) {
      vec row_g = {0}, row_gz = {0};
      for (int col = 0; col < w / pool; col++) {
        const vec g = at(gi + (row * (long)(w / pool) + col) * c);
        vec on = {0}, on_z = {0};
        EACH_PIXEL(row, col, pixel) {
          FORESEE(xi + pixel);
          vec z = (at(xi + pixel) - m) * r;
          vec open = gate(z * sc + sh, share, low);
          on += open;
          on_z += open * z;
        }
        row_g += g * on;
        row_gz += g * on_z;
      }
      sum_g += row_g;
      sum_gz += row_gz;
    }
    put(gshift + nc, sum_g);
    put(gscale + nc, sum_gz);
    const vec k = r * sc, k0 = k * sum_g / count, kz = k * sum_gz / count;
    EACH_PLACE(row, col) {
      const vec g = at(gi + (row * (long)(w / pool) + col) * c) * k;
      EACH_PIXEL(row, col, pixel) {
        vec z = (at(xi + pixel) - m) * r;
        put(to + pixel, gate(z * sc + sh, share, low) * g - k0 - kz * z);
      }
    }
  }
}

/* Backward pass of block_backward: cotangents u of gx [n, h, w, c], vscale and vshift [c]; out come
 * ggp [n, h / pool, w / pool, c], ggx [n, h, w, c] and ggscale [n, c], to be summed over n. */
API void block_double_backward(const float *u, const float *vscale, const float *vshift,
                               const float *gp, const float *x, const float *mean,
                               const float *rstd, const float *scale, const float *shift,
                               float *ggp, float *ggx, float *ggscale, int n, int h, int w, int c,
                               int pool, float slope) {
  const float count = (float)(h * w);
  const vec share = every(1.0f / (pool * pool)), low = share * slope;
  EACH_TILE(i, c0) {
    const long nc = (long)i * c + c0, first = (long)i * h * w * c + c0;
    const long pooled = (long)i * (h / pool) * (w / pool) * c + c0;
    const float *xi = x + first, *ui = u + first, *gi = gp + pooled;
    float *to = ggx + first, *to_p = ggp + pooled;
    const vec m = at(mean + nc), r = at(rstd + nc), sc = at(scale + c0), sh = at(shift + c0);
    const vec vs = at(vscale + c0), vh = at(vshift + c0);
    vec mean_u = {0}, mean_uz = {0}, mean_g = {0}, mean_gz = {0}, mean_ug = {0};
    for (int row = 0; row < h / pool; row++) {
      vec row_u = {0}, row_uz = {0}, row_g = {0}, row_gz = {0}, row_ug = {0};
      for (int col = 0; col < w / pool; col++) {
        const vec g = at(gi + (row * (long)(w / pool) + col) * c);
        vec on = {0}, on_z = {0}, on_u = {0};
        EACH_PIXEL(row, col, pixel) {
          FORESEE(xi + pixel);
          FORESEE(ui + pixel);
          vec z = (at(xi + pixel) - m) * r, this_u = at(ui + pixel);
          vec open = gate(z * sc + sh, share, low);
          on += open;
          on_z += open * z;
          on_u += open * this_u;
          row_u += this_u;
          row_uz += this_u * z;
        }
        row_g += g * on;
        row_gz += g * on_z;
        row_ug += g * on_u;
      }
      mean_u += row_u;
      mean_uz += row_uz;
      mean_g += row_g;
      mean_gz += row_gz;
      mean_ug += row_ug;
    }
    mean_u /= count;
    mean_uz /= count;
    mean_g /= count;
    mean_gz /= count;
    mean_ug /= count;
    /* with P v = r (v - mean v - z mean vz), gx = P(scale gy), so that
     * <u, gx> = count r scale (mean ug - mean u mean g - mean uz mean gz), and P is its own adjoint */
    const vec both = mean_ug - mean_u * mean_g, r2 = r * r * sc;
    put(ggscale + nc, count * r * (both - mean_uz * mean_gz));
    const vec kz = -r2 * (both - 3 * mean_uz * mean_gz) - vs * r * mean_gz;
    const vec ku = -r2 * mean_gz, kg = vs * r - r2 * mean_uz;
    const vec k0 = -ku * mean_u - kg * mean_g;
    const vec qu = r * sc, qz = vs - qu * mean_uz, q0 = vh - qu * mean_u;
    EACH_PLACE(row, col) {
      const long place = (row * (long)(w / pool) + col) * c;
      const vec g = at(gi + place) * kg;
      vec sum = {0};
      EACH_PIXEL(row, col, pixel) {
        vec z = (at(xi + pixel) - m) * r, this_u = at(ui + pixel);
        vec open = gate(z * sc + sh, share, low);
        put(to + pixel, kz * z + ku * this_u + open * g + k0);
        sum += open * (qu * this_u + qz * z + q0);
      }
      put(to_p + place, sum);
    }
  }
}
