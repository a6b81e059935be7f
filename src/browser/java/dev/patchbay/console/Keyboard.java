package dev.patchbay.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** The keyboard of a reader without a pointing device. */
record Keyboard(ChromeDriver driver) {

  /** More stops than a view has on its way to a control. */
  private static final int STOPS_MAX = 60;

  /**
   * Tells of the element with the focus whether it is the one that is sought, or else whether a
   * reader sees where the focus is: it has an outline, and lies in the window below nothing else.
   */
  private static final String STOP =
      """
      const stop = document.activeElement;
      if (stop === document.body) return 'nowhere';
      const shown = stop.closest('.CodeMirror') ?? stop;
      const style = getComputedStyle(shown);
      if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) {
        return 'no outline: ' + stop.outerHTML.slice(0, 200);
      }
      const box = shown.getBoundingClientRect();
      const y = Math.max(box.top, Math.min(box.top + 12, innerHeight - 1));
      const top = document.elementFromPoint(box.left + Math.min(12, box.width / 2), y);
      if (!top || !(shown.contains(top) || top.contains(shown))) {
        return 'hidden: ' + stop.outerHTML.slice(0, 200);
      }
      return stop.matches(arguments[0]) ? 'here' : 'seen';""";

  /** Presses keys, on whatever has the focus. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Types over all that the field with the focus holds. */
  void overtype(String text) {
    new Actions(driver).keyDown(Keys.CONTROL).sendKeys("a").keyUp(Keys.CONTROL).perform();
    press(text);
  }

  /** Goes on with the tabulator to an element; each stop on the way must be seen. */
  void reach(String css) {
    for (int i = 0; i < STOPS_MAX; i++) {
      press(Keys.TAB);
      Object stop = driver.executeScript(STOP, css);
      assertThat(stop).as("on the way to %s", css).isIn("here", "seen");
      if (stop.equals("here")) {
        return;
      }
    }
    throw new AssertionError("no way to " + css);
  }
}
