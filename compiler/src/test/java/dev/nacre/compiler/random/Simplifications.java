package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;

/** Ways to make a model smaller. */
final class Simplifications {

    private Simplifications() {}

    static List<RandomModel> of(RandomModel model) {
        List<RandomModel> smaller = new ArrayList<>();
        for (int i = 0; i < model.body().size(); i++) {
            List<Item> body = new ArrayList<>(model.body());
            body.remove(i);
            smaller.add(model.with(body).swept());
        }
        return smaller;
    }

    static int size(RandomModel model) {
        return model.text("M").length();
    }
}
