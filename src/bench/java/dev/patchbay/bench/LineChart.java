package dev.patchbay.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A line over a few points, as SVG. The points stand at equal distances, which is a logarithmic
 * axis where each is ten times the one before.
 *
 * @param title the name of the quantity, with its unit
 */
record LineChart(String title, List<Point> points) {

  /**
   * One point.
   *
   * @param label the text below it
   */
  record Point(String label, double value) {}

  private static final int WIDTH = 420;
  private static final int HEIGHT = 220;
  private static final int MARGIN = 44;

  String svg() {
    double top = points.stream().mapToDouble(Point::value).max().orElse(1) * 1.15;
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='11'>\n"
            .formatted(WIDTH, HEIGHT));
    svg.append("<rect width='%d' height='%d' fill='white'/>\n".formatted(WIDTH, HEIGHT));
    svg.append("<text x='%d' y='18' font-size='13'>%s</text>\n".formatted(MARGIN, title));
    svg.append(
        "<path d='M%d %d H%d' stroke='#999'/>\n"
            .formatted(MARGIN, HEIGHT - MARGIN, WIDTH - MARGIN / 2));
    String line =
        points.stream()
            .map(point -> x(points.indexOf(point)) + "," + y(point.value, top))
            .collect(Collectors.joining(" "));
    svg.append(
        "<polyline points='%s' fill='none' stroke='#06c' stroke-width='2'/>\n".formatted(line));
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      svg.append(
          "<circle cx='%d' cy='%d' r='3' fill='#06c'/>\n".formatted(x(i), y(point.value, top)));
      svg.append(text(x(i), y(point.value, top) - 8, number(point.value)));
      svg.append(text(x(i), HEIGHT - MARGIN + 16, point.label));
    }
    return svg.append("</svg>\n").toString();
  }

  private int x(int index) {
    int steps = Math.max(1, points.size() - 1);
    return MARGIN + index * (WIDTH - 2 * MARGIN) / steps;
  }

  private static int y(double value, double top) {
    return (int) (HEIGHT - MARGIN - value / top * (HEIGHT - 2 * MARGIN));
  }

  private static String text(int x, int y, String text) {
    return "<text x='%d' y='%d' text-anchor='middle'>%s</text>\n".formatted(x, y, text);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }
}
